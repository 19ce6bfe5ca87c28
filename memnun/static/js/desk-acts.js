// Acts by keyboard and menu: a menu that opens takes the focus, one that has acted closes.

import { registerKey } from "./keys.js";
import { deskWord } from "./desk-words.js";

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLDetailsElement) || !menu.matches("#head details[data-menu]") || !menu.open) return;
    menu.querySelector(".menu-list :is(button, input:not([type=hidden]))")?.focus();
  },
  true,
);

// Arrow keys walk through an open menu.
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const menu = event.target.closest?.("details[data-menu][open]");
  if (!menu || event.target.matches("input")) return;
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

document.addEventListener("memnun:open", (event) => {
  const row = document.querySelector(`#row-${CSS.escape(event.detail.id)} a.thread`);
  if (row) row.click();
});
