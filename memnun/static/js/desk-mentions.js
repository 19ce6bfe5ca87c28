// @ in a note proposes colleagues: arrow keys choose, Enter or Tab takes, Escape leaves.

import { desk } from "./desk-list.js";

const BEGUN = /(?:^|\s)@([\p{L}]{0,20}(?: [\p{L}]{0,20})?)$/u;
const MOST = 6;

function fold(text) {
  return text.toLocaleLowerCase("tr").replaceAll("ı", "i").normalize("NFD").replace(/\p{M}/gu, "");
}

function begun(field) {
  return field.value.slice(0, field.selectionStart).match(BEGUN);
}

function list(field) {
  return field.form.querySelector(".mention-list");
}

function shown(field) {
  return [...list(field).children].filter((person) => !person.hidden);
}

function propose(field) {
  const match = begun(field);
  const wanted = match ? fold(match[1]) : null;
  let count = 0;
  for (const person of list(field).children) {
    const fits = wanted !== null && count < MOST && fold(person.dataset.name).split(" ").some((part, at, all) => all.slice(at).join(" ").startsWith(wanted));
    person.hidden = !fits;
    if (fits) count += 1;
  }
  list(field).hidden = count === 0;
  choose(field, 0);
}

function choose(field, at) {
  shown(field).forEach((person, index) => person.setAttribute("aria-selected", String(index === at)));
}

function chosen(field) {
  return shown(field).findIndex((person) => person.getAttribute("aria-selected") === "true");
}

function take(field, person) {
  const match = begun(field);
  const start = field.selectionStart - match[1].length;
  field.setRangeText(`${person.dataset.name} `, start, field.selectionStart, "end");
  list(field).hidden = true;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

desk?.addEventListener("input", (event) => event.target.matches("[data-mentions]") && propose(event.target));

desk?.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches("[data-mentions]") || list(field).hidden) return;
  const all = shown(field);
  const at = chosen(field);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(field, (at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
  else if ((event.key === "Enter" && !event.ctrlKey) || event.key === "Tab") take(field, all[at]);
  else if (event.key === "Escape") list(field).hidden = true;
  else return;
  event.preventDefault();
  event.stopPropagation();
});

desk?.addEventListener("mousedown", (event) => {
  const person = event.target.closest(".mention-list > li");
  if (!person) return;
  event.preventDefault();
  take(person.closest("form").querySelector("[data-mentions]"), person);
});
