// Where the script stands, what the page says about it, and how elements are made without any markup in text.

const script = document.currentScript;
const KEY = script.dataset.key;
const ROOT = new URL(`./${encodeURIComponent(KEY)}/`, script.src);
const LANGUAGE = (script.dataset.lang || document.documentElement.lang || "tr").startsWith("en") ? "en" : "tr";
const WORDS = ALL_WORDS[LANGUAGE];
const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: "M8 9h8M8 13h6M9 18l-5 3V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2z",
  close: "M6 6l12 12M18 6L6 18",
  send: "M5 12h14M13 6l6 6-6 6",
  clip: "M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.500a4.500 4.500 0 0 0 9 9L20 13.500",
  more: "M11.5 5h1M11.500 12h1M11.500 19h1",
  file: "M14 3v5h5M14 3H6a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V8z",
};

function say(id, values = {}) {
  return WORDS[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" })) picture.setAttribute(key, value);
  line.setAttribute("d", ICONS[name]);
  picture.append(line);
  return picture;
}

function iconButton(name, label, onclick, more = {}) {
  return make("button", { type: "button", class: "bare", "aria-label": label, title: label, onclick, ...more }, icon(name));
}

function clockTime(at) {
  return new Date(at).toLocaleTimeString(LANGUAGE, { hour: "2-digit", minute: "2-digit" });
}

function sizeOf(bytes) {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  if (kilobytes < 1024) return `${kilobytes} KB`;
  return `${(kilobytes / 1024).toLocaleString(LANGUAGE, { maximumFractionDigits: 1 })} MB`;
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
