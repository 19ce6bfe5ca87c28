// The conversation pane: begins at the newest contact, keeps its place when earlier ones come,
// shows on demand which words decided.

import { deskWord } from "./desk-words.js";
import { registerKey } from "./keys.js";

const NEAR_THE_END = 120;
const REMEMBER = "memnun-evidence";

let heightBefore = 0;
let wasAtEnd = false;

function scroller() {
  return document.getElementById("talk-scroll");
}

function toTheEnd() {
  const pane = scroller();
  if (pane) pane.scrollTop = pane.scrollHeight;
}

function begin() {
  const talk = document.getElementById("talk");
  if (!talk) return;
  talk.classList.toggle("showing-evidence", sessionStorage.getItem(REMEMBER) === "1");
  if (!/^#[in]-/.test(location.hash)) return toTheEnd();
  if (!showTarget()) fetchTarget();
}

// A link may lead to one contact or note of the conversation.
function showTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return false;
  target.classList.add("target");
  target.scrollIntoView({ block: "center" });
  return true;
}

async function fetchTarget() {
  toTheEnd();
  const link = document.querySelector("#talk .earlier a");
  if (!link || !location.hash.startsWith("#i-")) return;
  const address = `${link.getAttribute("hx-get")}&down_to=${encodeURIComponent(location.hash.slice(3))}`;
  await window.htmx.ajax("GET", address, { target: link.closest(".earlier"), swap: "outerHTML" });
  heightBefore = 0;
  showTarget();
}

function toggleEvidence() {
  const showing = document.getElementById("talk")?.classList.toggle("showing-evidence");
  sessionStorage.setItem(REMEMBER, showing ? "1" : "");
}

registerKey("v", deskWord("evidence"), toggleEvidence);
document.addEventListener("click", (event) => event.target.closest("[data-evidence]") && toggleEvidence());


document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.matches?.(".earlier")) heightBefore = scroller().scrollHeight;
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "conversation") begin();
});

// A day that earlier contacts begin is not begun a second time below them.
document.addEventListener("htmx:afterSettle", () => {
  const begun = new Set();
  for (const label of document.querySelectorAll("#talk > .line-day")) {
    if (begun.has(label.dataset.day)) label.remove();
    begun.add(label.dataset.day);
  }
});

// Earlier contacts push what is read downwards: stay with it.
document.addEventListener("htmx:afterSettle", () => {
  if (!heightBefore) return;
  const pane = scroller();
  pane.scrollTop += pane.scrollHeight - heightBefore;
  heightBefore = 0;
});

// An answer may come late: when somebody walked on to another conversation, or behind a newer answer.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const about = fragment.dataset?.conversation;
  if (!about) return;
  const elsewhere = about !== document.getElementById("head")?.dataset.conversation;
  if (elsewhere || (target.id === "head" && seenIn(fragment) < seenIn(target))) event.detail.shouldSwap = false;
});

function seenIn(head) {
  return Number(head.querySelector("#seen")?.value ?? 0);
}

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target?.id !== "talk") return;
  const pane = scroller();
  wasAtEnd = pane.scrollHeight - pane.scrollTop - pane.clientHeight < NEAR_THE_END;
});

// What was appended twice (by an act's answer and by the stream) stays once; follow only a reader at the end.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id !== "talk") return;
  const seen = new Set();
  for (const item of event.detail.target.querySelectorAll(":scope > [id]")) {
    if (seen.has(item.id)) item.remove();
    seen.add(item.id);
  }
  if (wasAtEnd) toTheEnd();
});

window.addEventListener("hashchange", begin);
begin();
