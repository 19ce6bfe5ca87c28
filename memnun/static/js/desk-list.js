// The list: j and k walk, the chosen row is marked, rows that changed are put where they belong.

import { deskWord } from "./desk-words.js";
import { registerKey } from "./keys.js";
import { freshenTimes } from "./times.js";

export const desk = document.getElementById("desk");

function links() {
  return [...document.querySelectorAll("#threads a.thread")];
}

function chosen() {
  return document.querySelector("#threads a.thread[aria-current]");
}

export function chosenId() {
  return document.getElementById("head")?.dataset.conversation ?? "";
}

function mark(id) {
  for (const row of document.querySelectorAll("#threads li.gone")) {
    // what is being asked about may have come back: it stays within reach until the answer is here
    if (row.dataset.id !== id && !due.has(row.dataset.id) && !asked.includes(row.dataset.id)) row.remove();
  }
  for (const link of links()) {
    const here = link.parentElement.dataset.id === id;
    link.toggleAttribute("aria-current", here);
    if (here) {
      link.setAttribute("aria-current", "true");
      link.classList.remove("unread");
    }
  }
}

function walk(step) {
  const all = links();
  const at = all.indexOf(chosen());
  const next = all[at < 0 ? 0 : at + step];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  next.click();
}

registerKey("j", deskWord("next"), () => walk(1));
registerKey("k", deskWord("previous"), () => walk(-1));

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "conversation") return;
  desk.dataset.pane = "conversation";
  mark(chosenId());
});

// On a phone, back to the list without losing its place.
document.addEventListener("click", (event) => {
  const back = event.target.closest("a[data-show-pane]");
  if (!back) return;
  event.preventDefault();
  history.pushState(null, "", back.getAttribute("href"));
  if (matchMedia("(max-width: 47.99rem)").matches) mark("");
});

/** The query string of the inbox that is shown. */
export function inboxQuery() {
  const query = new URLSearchParams(location.search);
  for (const name of ["after", "before"]) query.delete(name);
  return query;
}

const AT_ONCE = 50;
const SOON = 200; // milliseconds
const due = new Set();
let asked = [];
let timer = 0;

/** Ask soon for the rows of these conversations as they are now. */
export function refreshRows(ids) {
  for (const id of ids) due.add(id);
  askSoon();
}

// However much happens, a question is asked every now and then, and one at a time: an earlier
// answer never comes after a later one.
function askSoon() {
  if (due.size && !timer && !asked.length) timer = setTimeout(fetchRows, SOON);
}

async function fetchRows() {
  timer = 0;
  asked = [...due].slice(0, AT_ONCE);
  for (const id of asked) due.delete(id);
  try {
    const rows = await rowsNow(asked);
    if (rows) for (const id of asked) if (!due.has(id)) place(id, rows.get(id));
  } finally {
    asked = [];
    askSoon();
  }
}

async function rowsNow(ids) {
  const query = inboxQuery();
  for (const id of ids) query.append("id", id);
  const answer = await fetch(`${desk.dataset.changed}?${query}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return null;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return new Map([...holder.content.querySelectorAll("li")].map((row) => [row.dataset.id, row]));
}

function place(id, row) {
  const list = document.getElementById("threads");
  if (!list) return;
  const old = document.getElementById(`row-${id}`);
  const wasFocused = old?.contains(document.activeElement);
  if (!row) {
    // what no longer belongs here stays until one walks on: the place in the list is not lost
    if (id === chosenId()) old?.classList.add("gone");
    else old?.remove();
    return;
  }
  const before = successor(list, row, old);
  if (before === undefined && !old) return; // it belongs behind the last row that is loaded
  const stays = old && (before === old || before === old.nextElementSibling);
  if (!stays) row.querySelector("a").classList.add("just-came");
  if (id === chosenId()) row.querySelector("a").setAttribute("aria-current", "true");
  if (id === chosenId()) row.querySelector("a").classList.remove("unread");
  if (old?.querySelector(".thread-tick")?.checked) row.querySelector(".thread-tick").checked = true;
  if (stays) old.replaceWith(row);
  else {
    old?.remove();
    list.insertBefore(row, before ?? list.querySelector(".more-rows-item"));
  }
  if (wasFocused) row.querySelector("a").focus({ preventScroll: true });
  window.htmx.process(row);
  freshenTimes(row);
}

// The row in front of which `row` belongs; null at the end of a list that is loaded to its end.
function successor(list, row, old) {
  const oldestFirst = list.dataset.order === "waiting_since";
  const key = (one) => (oldestFirst ? one.dataset.waiting : one.dataset.last);
  for (const other of list.querySelectorAll("li[data-id]")) {
    if (other === old) continue;
    if (oldestFirst ? key(other) > key(row) : key(other) < key(row)) return other;
  }
  return list.querySelector(".more-rows-item") ? undefined : null;
}

document.addEventListener("memnun:changed", (event) => {
  refreshRows(event.detail.ids ?? []);
  refreshCounts();
});

let countsTimer = 0;

/** Ask for the numbers of the menu, once things have been quiet for a moment. */
export function refreshCounts() {
  clearTimeout(countsTimer);
  countsTimer = setTimeout(() => {
    const menu = document.getElementById("menu");
    if (menu && !menu.querySelector("details[open]")) window.htmx.trigger(menu, "counts");
  }, 1200);
}
