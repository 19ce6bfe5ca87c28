// Says every twenty seconds that the person looks at the conversation on the page, while the page is
// visible, and says goodbye when it is not. The answer shows who else looks (desk/presence/_presence.html).
//   <form data-writing="note"> (or "reply") says while somebody types in it what they write.

const EVERY = 20_000;
const QUIET_AFTER = 8_000;

let looked = null;
let timer = 0;
let writing = "";
let quietTimer = 0;

function look() {
  const element = document.hidden ? null : document.querySelector("[data-presence]");
  const url = element?.dataset.presence ?? null;
  if (looked && looked !== url) leave();
  clearTimeout(timer);
  if (!url) return;
  looked = url;
  window.htmx.ajax("POST", url, { source: element, target: element, swap: "innerHTML", values: { writing } });
  timer = setTimeout(look, EVERY);
}

function leave() {
  if (!looked) return;
  const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  fetch(looked, { method: "DELETE", headers, keepalive: true });
  looked = null;
  writing = "";
  clearTimeout(timer);
}

function write(what) {
  clearTimeout(quietTimer);
  if (what) quietTimer = setTimeout(write, QUIET_AFTER, "");
  if (what === writing) return;
  writing = what;
  if (looked) look();
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-writing]");
  if (form) write(event.target.value ? form.dataset.writing : "");
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.("form[data-writing]") && event.detail.xhr.status < 400) write("");
});

function lookAnew() {
  const url = document.querySelector("[data-presence]")?.dataset.presence ?? null;
  if (url !== looked) look();
}

document.addEventListener("visibilitychange", look);
document.addEventListener("htmx:afterSettle", lookAnew);
window.addEventListener("pagehide", leave);
look();
