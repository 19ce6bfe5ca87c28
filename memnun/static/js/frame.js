// The frame of every page: rail, theme, panes of the desk. The rest is in the modules it imports.

import "./dialogs.js";
import "./failures.js";
import { freshenTimes } from "./times.js";
import "./toasts.js";

const YEAR = 365 * 24 * 3600;
const root = document.documentElement;

function remember(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${value ? YEAR : 0}; samesite=lax${secure}`;
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-rail-toggle]");
  if (!toggle) return;
  const frame = document.getElementById("frame");
  const narrow = frame.dataset.rail !== "narrow";
  frame.dataset.rail = narrow ? "narrow" : "wide";
  toggle.setAttribute("aria-pressed", String(narrow));
  for (const entry of frame.querySelectorAll(".rail-entry")) entry.title = narrow ? entry.textContent.trim() : "";
  remember("memnun_rail", narrow ? "narrow" : "");
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme === "auto") delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  remember("memnun_theme", theme === "auto" ? "" : theme);
  document.querySelector("meta[name=color-scheme]").content = theme === "auto" ? "light dark" : theme;
  for (const choice of document.querySelectorAll("[data-theme-form] button")) choice.toggleAttribute("aria-current", choice.value === theme);
  for (const choice of document.querySelectorAll("[data-theme-form] [aria-current]")) choice.setAttribute("aria-current", "true");
  event.target.closest("details")?.removeAttribute("open");
});

// <button data-show-pane="customer"> shows that pane of the desk on a small screen.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show-pane]");
  if (!button) return;
  const desk = button.closest(".desk");
  desk.dataset.pane = button.dataset.showPane;
  desk.querySelector(`.pane-${button.dataset.showPane}`)?.querySelector("h1, h2, a, button")?.focus?.();
});

// On a phone the list of settings is one line that scrolls.
document.querySelector(".settings-list [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

document.addEventListener("htmx:afterSwap", (event) => freshenTimes(event.target));
