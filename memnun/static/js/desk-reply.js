// The answer to the customer: kept while it is written, with saved replies, files and a countdown.

import { deskWord } from "./desk-words.js";
import { registerKey } from "./keys.js";

const KEEP_AFTER = 1_000;
const SUGGEST_AFTER = 150;

let keepTimer = 0;
let suggestTimer = 0;
let suggestionsFor = null;

registerKey("r", deskWord("reply"), () => document.querySelector('[data-tab="reply"]')?.click());

function headers() {
  return JSON.parse(document.body.getAttribute("hx-headers") || "{}");
}

// What is written is kept on the server: it survives the tab, and colleagues see it.
// The answer tells which promises stand in it.
async function keep(form) {
  const body = new FormData(form);
  body.delete("files");
  const answer = await fetch(form.dataset.keep, { method: "POST", body, headers: headers() });
  const place = form.querySelector("#reply-promise");
  if (answer.ok && place) place.innerHTML = await answer.text();
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("#reply");
  if (!form || event.target.type === "file") return;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, KEEP_AFTER, form);
  if (event.target.matches("[data-suggests]")) suggestSoon(event.target);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches?.("#reply")) clearTimeout(keepTimer);
});
window.addEventListener("pagehide", () => {
  const form = document.getElementById("reply");
  if (!form || !keepTimer) return;
  clearTimeout(keepTimer);
});

// The way decides what the form asks.
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-ways]")) return;
  const { form, selectedOptions } = event.target;
  const has = (name) => selectedOptions[0]?.hasAttribute(name);
  form.querySelector(".reply-subject").hidden = !has("data-subject");
  form.querySelector(".reply-attach").hidden = !has("data-files");
});

// Saved replies: a word that begins with / asks for those that hold what follows.
function suggestSoon(field) {
  clearTimeout(suggestTimer);
  const asked = askedFor(field);
  if (asked === null) return close();
  suggestTimer = setTimeout(suggest, SUGGEST_AFTER, field, asked);
}

function askedFor(field) {
  const before = field.value.slice(0, field.selectionStart);
  return before.match(/(?:^|\s)\/([^\n/]{0,40})$/)?.[1] ?? null;
}

async function suggest(field, asked) {
  const answer = await fetch(`${field.form.dataset.replies}?q=${encodeURIComponent(asked)}`);
  if (!answer.ok || askedFor(field) !== asked) return;
  const { replies } = await answer.json();
  const list = document.getElementById("suggestions");
  list.replaceChildren(...replies.map(option));
  list.hidden = replies.length === 0;
  suggestionsFor = field;
  choose(list.firstElementChild);
}

function option(reply) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.dataset.id = reply.id;
  item.dataset.text = reply.text;
  const name = document.createElement("strong");
  name.textContent = reply.name;
  const text = document.createElement("span");
  text.className = "tiny faint one-line";
  text.textContent = reply.text;
  item.append(name, " ", text);
  return item;
}

function choose(item) {
  if (!item) return;
  for (const other of item.parentElement.children) other.setAttribute("aria-selected", String(other === item));
}

function close() {
  const list = document.getElementById("suggestions");
  if (list) list.hidden = true;
  suggestionsFor = null;
}

function put(item) {
  const field = suggestionsFor;
  const end = field.selectionStart;
  const start = field.value.slice(0, end).lastIndexOf("/");
  field.setRangeText(item.dataset.text, start, end, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  fetch(`/replies/${item.dataset.id}/use/`, { method: "POST", headers: headers() });
}

document.addEventListener("click", (event) => {
  const item = event.target.closest("#suggestions [role=option]");
  if (item) put(item);
});

document.addEventListener("keydown", (event) => {
  const list = document.getElementById("suggestions");
  if (suggestionsFor && list && !list.hidden && event.target === suggestionsFor) return walk(event, list);
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.ctrlKey || event.metaKey) return undefined;
  if (!event.target.matches?.("#reply[data-enter-sends] textarea")) return undefined;
  event.preventDefault();
  return event.target.form.requestSubmit();
});

function walk(event, list) {
  const present = list.querySelector('[aria-selected="true"]');
  const steps = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" };
  if (event.key in steps) choose(present?.[steps[event.key]]);
  else if (event.key === "Enter" || event.key === "Tab") put(present);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

// Files: chosen, dropped or pasted.
function attach(form, files) {
  const field = form.querySelector('input[type="file"]');
  if (!field || !files.length) return false;
  field.files = files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

for (const kind of ["paste", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("#reply");
    const files = (event.clipboardData ?? event.dataTransfer)?.files;
    if (form && files?.length && attach(form, files)) event.preventDefault();
  });
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches?.('#reply input[type="file"]')) event.target.value = "";
});
document.addEventListener("click", (event) => event.target.closest("[data-drop-file]")?.parentElement.remove());

// The seconds in which a message can be taken back.
setInterval(() => {
  for (const place of document.querySelectorAll("[data-leaves]")) {
    const left = Number(place.dataset.leaves) - 1;
    place.dataset.leaves = String(Math.max(left, 0));
    place.textContent = left > 0 ? deskWord("leaves", left) : deskWord("leaving");
  }
}, 1_000);

// How far what was sent has come stands under each message.
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id !== "outgoing") return;
  for (const state of event.detail.target.querySelectorAll("[data-states] > [data-of]")) {
    document.getElementById(`state-${state.dataset.of}`)?.replaceChildren(...state.childNodes);
  }
});
