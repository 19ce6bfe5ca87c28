// Acts by keyboard and menu: a menu that opens takes the focus, arrow keys walk through it.

import { desk } from "./desk-list.js";
import { deskWord } from "./desk-words.js";
import { registerKey } from "./keys.js";

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLDetailsElement) || !menu.matches(".desk details[data-menu]") || !menu.open) return;
    menu.querySelector(".menu-list :is(a, button, input:not([type=hidden]))")?.focus();
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (!menu || event.target.matches("input, select")) return;
  const items = [...menu.querySelectorAll("a.menu-item, button.menu-item")];
  const next = items[items.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

registerKey("t", deskWord("tag"), () => {
  const field = document.getElementById("tag-name");
  if (!field) return;
  field.closest("details").open = true;
  field.focus();
});

registerKey("m", deskWord("merge"), () => document.querySelector('#head [data-act="merge"]')?.click());
registerKey("s", deskWord("split"), () => split(true));

function split(on) {
  document.getElementById("talk")?.classList.toggle("splitting", on);
  if (on) document.querySelector(".splitting .split-tick")?.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-split]")) {
    event.preventDefault();
    split(true);
  } else if (event.target.closest("[data-split-end]")) split(false);
});

// Tabs of the composer.
document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-tab]");
  if (!tab) return;
  for (const other of tab.parentElement.querySelectorAll("[data-tab]")) {
    const on = other === tab;
    other.setAttribute("aria-pressed", String(on));
    document.getElementById(other.dataset.tab).classList.toggle("tab-hidden", !on);
  }
  document.querySelector(`#${tab.dataset.tab} textarea`)?.focus();
});

registerKey("n", deskWord("note"), () => document.querySelector('[data-tab="note"]')?.click());

// Ctrl+Enter sends what is being written.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  if (event.target.matches?.("#composer textarea")) event.target.form.requestSubmit();
});

document.addEventListener("memnun:open", (event) => {
  const address = `/conversations/${event.detail.id}/${location.search}`;
  history.pushState(null, "", address);
  window.htmx.ajax("GET", address, { target: "#conversation", source: desk });
});

// The bar for several conversations: its choices are fetched with the first tick.
document.addEventListener("change", (event) => {
  if (event.target.matches(".thread-tick")) ticked();
});
document.addEventListener("reset", (event) => event.target.id === "batch" && setTimeout(ticked));
document.addEventListener("memnun:untick", () => {
  for (const tick of document.querySelectorAll(".thread-tick:checked")) tick.checked = false;
  ticked();
});
registerKey("x", deskWord("tick"), () => {
  const tick = document.querySelector("#threads a.thread[aria-current]")?.parentElement.querySelector(".thread-tick");
  tick?.click();
});

function ticked() {
  const count = document.querySelectorAll(".thread-tick:checked").length;
  document.getElementById("threads")?.classList.toggle("ticking", count > 0);
  const place = document.getElementById("batch-count");
  if (place) place.textContent = count ? deskWord("chosen", count) : "";
  if (count) window.htmx.trigger(document.body, "ticked");
}
