// Messages at the corner. They leave by themselves, later when they can be undone, never when they
// report a failure; they wait while pointed at or focused.

import { word } from "./words.js";

const STAYS = 6_000;
const STAYS_WITH_UNDO = 12_000;
const LEVELS = { success: ["mark-good", "circle-check"], error: ["mark-bad", "alert-circle"], warning: ["mark-wait", "alert-triangle"], info: ["mark-accent", "info-circle"] };

const region = document.getElementById("toasts");

/** Show a message. `level` is success, error, warning or info; `undo` is an address that takes a POST. */
export function toast(text, { level = "info", undo = "", undoLabel = "" } = {}) {
  const [colour, sign] = LEVELS[level] ?? LEVELS.info;
  const notice = element("div", `notice ${colour}`);
  notice.dataset.toast = "";
  if (level === "error") {
    notice.dataset.stays = "";
    notice.setAttribute("role", "alert");
  }
  const words = element("p");
  words.textContent = text;
  notice.append(icon(sign), words);
  if (undo) notice.append(undoButton(undo, undoLabel || word("undo"), notice));
  notice.append(closeButton());
  region.append(notice);
  return notice;
}

export function dismiss(notice) {
  notice.classList.add("leaving");
  setTimeout(() => notice.remove(), 200);
}

function arm(notice) {
  if ("stays" in notice.dataset || "armed" in notice.dataset) return;
  notice.dataset.armed = "";
  const wait = notice.querySelector("form, [data-undo]") ? STAYS_WITH_UNDO : STAYS;
  let timer = setTimeout(() => dismiss(notice), wait);
  const hold = () => clearTimeout(timer);
  const go = () => {
    hold();
    timer = setTimeout(() => dismiss(notice), wait / 2);
  };
  for (const kind of ["pointerenter", "focusin"]) notice.addEventListener(kind, hold);
  for (const kind of ["pointerleave", "focusout"]) notice.addEventListener(kind, go);
}

function element(name, css = "") {
  const made = document.createElement(name);
  made.className = css;
  return made;
}

function icon(name) {
  const known = document.querySelector("use");
  const sprite = known ? known.getAttribute("href").split("#")[0] : "";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

function undoButton(address, label, notice) {
  const button = element("button", "btn btn-sm");
  button.type = "button";
  button.dataset.undo = address;
  button.textContent = label;
  button.addEventListener("click", () => {
    window.htmx.ajax("POST", address, { source: document.body, swap: "none" });
    dismiss(notice);
  });
  return button;
}

function closeButton() {
  const button = element("button", "btn-bare");
  button.type = "button";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", word("close"));
  button.append(icon("x"));
  return button;
}

if (region) {
  new MutationObserver(() => region.querySelectorAll("[data-toast]").forEach(arm)).observe(region, { childList: true });
  region.querySelectorAll("[data-toast]").forEach(arm);
  region.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) dismiss(event.target.closest("[data-toast]"));
  });
  region.addEventListener("htmx:afterRequest", (event) => {
    const notice = event.target.closest?.("[data-toast]");
    if (notice && event.detail.successful) dismiss(notice);
  });
}

// An answer may carry HX-Trigger: {"memnun:toast": {"text": "…", "level": "success", "undo": "/…"}}.
document.addEventListener("memnun:toast", (event) => toast(event.detail.text, event.detail));
