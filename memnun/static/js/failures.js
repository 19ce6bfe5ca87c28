// When a request of htmx fails, say what happened and what to do; when the line is cut, say so.

import { toast } from "./toasts.js";
import { word } from "./words.js";

const WORDS = { 401: "failedSignedOut", 403: "failedForbidden", 404: "failedGone", 409: "failedConflict", 410: "failedGone", 412: "failedConflict", 413: "failedTooLarge", 429: "failedTooMany" };

document.addEventListener("htmx:responseError", (event) => {
  const request = event.detail.xhr;
  toast(said(request) || word(WORDS[request.status] ?? "failedServer"), { level: "error" });
});

for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, () => toast(word("failedNetwork"), { level: "error" }));
}

// allauth's passkey script reports its failures here.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  toast(word("passkeyFailed"), { level: "error" });
});

/** What the server itself says, in problem details or in the X-Memnun-Problem header. */
function said(request) {
  const header = request.getResponseHeader("X-Memnun-Problem");
  if (header) return decodeURIComponent(header);
  if (!(request.getResponseHeader("Content-Type") ?? "").includes("problem+json")) return "";
  const problem = JSON.parse(request.responseText);
  return problem.detail || problem.title || "";
}

const strip = document.getElementById("connection");

/** The strip at the top of the page; an empty text takes it away. */
export function showConnection(text) {
  if (!strip) return;
  strip.textContent = text;
  strip.hidden = !text;
}

window.addEventListener("offline", () => showConnection(word("offline")));
window.addEventListener("online", () => {
  showConnection("");
  toast(word("online"), { level: "success" });
});
