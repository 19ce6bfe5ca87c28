// Keyboard shortcuts. An element takes one by data-key="r" (or two keys, "g m"): it is clicked, or
// focused if it is a field. data-key-label names it in the overlay that `?` opens; data-key-everywhere
// puts it under "everywhere". Pages may also call registerKey. Nothing happens while somebody types.

import { word } from "./words.js";

const registered = new Map();
const BETWEEN_KEYS = 900;
let first = "";
let timer = 0;

/** Register `keys` ("j" or "g m") with an act; gives a function that takes it back. */
export function registerKey(keys, label, act, { everywhere = false } = {}) {
  registered.set(keys, { label, act, everywhere });
  return () => registered.delete(keys);
}

function isTyping(target) {
  return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio], [type=button]"));
}

// A key held down walks on, but acts once; so does a form whose answer is still on its way.
function find(keys, held) {
  const given = registered.get(keys);
  if (given || held) return given?.act;
  let last = null; // of several ways back the newest
  for (const element of document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)) {
    if (element.checkVisibility() && !element.disabled && !element.closest("form.htmx-request")) last = element;
  }
  return last && (() => use(last));
}

function use(element) {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) {
    element.focus();
    element.select?.();
  } else element.click();
}

function startsPair(key) {
  const beginning = `${key} `;
  return [...registered.keys()].some((keys) => keys.startsWith(beginning)) || document.querySelector(`[data-key^="${CSS.escape(beginning)}"]`) !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length !== 1 && event.key !== "Enter") return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLocaleLowerCase(document.documentElement.lang);
  const act = (first && find(`${first} ${key}`, event.repeat)) || (key === "?" ? showKeys : find(key, event.repeat));
  clearTimeout(timer);
  const pair = !first && !act && startsPair(key);
  first = pair ? key : "";
  if (pair) timer = setTimeout(() => (first = ""), BETWEEN_KEYS);
  if (!act) return;
  event.preventDefault();
  act();
});

// Escape leaves a field, so that shortcuts work again.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target) && !event.target.closest("dialog")) event.target.blur();
});

function showKeys() {
  const list = document.getElementById("keys-list");
  list.replaceChildren(part(word("thisPage"), entries(false)), part(word("everywhere"), [...entries(true), ["?", word("keys")]]));
  document.getElementById("keys").showModal();
}

document.addEventListener("click", (event) => {
  if (event.target.closest('[data-open="keys"]')) {
    document.getElementById("keys").close();
    showKeys();
  }
});

function entries(everywhere) {
  const found = new Map();
  for (const element of document.querySelectorAll("[data-key]")) {
    const label = element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim();
    if (("keyEverywhere" in element.dataset) === everywhere) found.set(element.dataset.key, label);
  }
  for (const [keys, entry] of registered) if (entry.everywhere === everywhere) found.set(keys, entry.label);
  return [...found];
}

function part(title, keys) {
  const section = document.createElement("section");
  if (!keys.length) return section;
  const head = document.createElement("h3");
  head.textContent = title;
  const list = document.createElement("dl");
  for (const [combination, label] of keys) {
    const term = document.createElement("dt");
    term.textContent = label;
    const description = document.createElement("dd");
    combination.split(" ").forEach((key, index) => {
      if (index) description.append(` ${word("then")} `);
      const cap = document.createElement("kbd");
      cap.textContent = key;
      description.append(cap);
    });
    list.append(term, description);
  }
  section.append(head, list);
  return section;
}
