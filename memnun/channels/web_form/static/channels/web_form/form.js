// What a form can do beyond sending itself: keep what was written without a connection, clear a kiosk,
// tell the site around it how high it is. Without this script the form works as any other.

import { keep, newId, resend, waiting } from "../keeping.js";

const words = JSON.parse(document.getElementById("form-words")?.textContent ?? "{}");

function tell(text, mark) {
  const note = document.getElementById("kept");
  if (!note) return;
  note.textContent = text;
  note.className = `note ${mark}`;
  note.hidden = false;
  note.scrollIntoView({ block: "nearest" });
}

// The page stays until the answer is there: when the connection breaks, what was written is kept and sent later.
async function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter;
  if (button) button.disabled = true;
  const entries = new FormData(form);
  entries.set("client_id", newId());
  try {
    const answer = await fetch(form.action, { method: "POST", body: entries });
    if (answer.status >= 500) throw new Error("the server is out of order");
    show(await answer.text());
  } catch {
    await keep(form.action, entries);
    form.reset();
    tell(words.kept, "note-wait");
  } finally {
    if (button) button.disabled = false;
  }
}

// The answer takes the place of the page without an entry in the history.
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.title = page.title;
  scrollTo(0, 0);
  start();
  document.querySelector("[aria-invalid='true'], .note")?.scrollIntoView({ block: "center" });
}

let timer = 0;

function watch(seconds) {
  let left = seconds;
  const bar = document.querySelector(".idle");
  const touched = () => {
    left = seconds;
    bar.hidden = true;
  };
  clearInterval(timer);
  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(kind, touched, { passive: true });
  timer = setInterval(() => {
    left -= 1;
    bar.hidden = left > seconds / 2 || (isEmpty() && !document.querySelector("[data-sent]"));
    bar.style.setProperty("--left", String(Math.max(0, left) / seconds));
    if (left <= 0) {
      left = seconds;
      clear();
    }
  }, 1000);
}

function isEmpty() {
  const form = document.querySelector("form[data-form]");
  return !form || [...new FormData(form)].every(([name, value]) => name === "token" || !(value.size ?? value.length));
}

function clear() {
  if (!document.querySelector("[data-sent]") && isEmpty()) return;
  document.activeElement?.blur();
  const form = document.querySelector("form[data-form]");
  form?.reset();
  if (navigator.onLine || !form) location.replace(form?.action ?? location.pathname);
}

// A question that hangs on the answer of another is shown when that was given. Without this script all are shown.
function showAsked(form) {
  const given = new FormData(form);
  for (const part of form.querySelectorAll("[data-if]")) part.hidden = !part.dataset.for.split("|").includes(String(given.get(part.dataset.if)));
}

function start() {
  const form = document.querySelector("form[data-form]");
  if (form) {
    showAsked(form);
    form.addEventListener("input", () => showAsked(form));
    form.addEventListener("reset", () => setTimeout(() => showAsked(form)));
  }
  const kiosk = document.querySelector("[data-kiosk]");
  if (form) form.addEventListener("submit", send);
  document.querySelector("[data-clear]")?.addEventListener("click", () => location.replace(form.action));
  if (kiosk) {
    watch(Number(kiosk.dataset.kiosk));
    document.documentElement.requestFullscreen && addEventListener("pointerdown", fullScreen, { once: true });
  }
}

function fullScreen() {
  document.documentElement.requestFullscreen?.().catch(() => {});
}

function tellHeight() {
  const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
  parent.postMessage({ memnun: "height", height }, "*"); // a number only: whoever frames the page may know it
}

// What waited goes with the token of a page that is shown now too: the one it was kept with may have grown too old.
async function catchUp() {
  const form = document.querySelector("form[data-form]");
  if (!form || !navigator.onLine || !(await waiting(form.action)).length) return;
  const fresh_token = await freshToken(form.action).catch(() => "");
  if (!fresh_token) return;
  for (const { reference, problems, entries } of await resend(form.action, { fresh_token })) {
    if (reference) tell(`${words.gone} ${reference}`, "note-good");
    else {
      tell(`${words.refused} ${problems.join(" ")}`, "note-bad");
      putBack(entries);
    }
  }
}

async function freshToken(url) {
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  return page.querySelector("form[data-form] [name=token]")?.value ?? "";
}

// What could not be taken stands in the form again, to be mended.
function putBack(entries) {
  const fields = document.querySelector("form[data-form]")?.elements;
  for (const [name, value] of entries) {
    if (name.startsWith("f-") && typeof value === "string" && fields?.[name] && !fields[name].value) fields[name].value = value;
  }
}

start();
if (words.kept) {
  addEventListener("online", () => [0, 2_000, 10_000].forEach((pause) => setTimeout(catchUp, pause))); // the first packets may still get lost
  setInterval(catchUp, 10_000); // "online" is not told when only the server was away
  catchUp();
}
const worker = document.querySelector("form[data-worker]")?.dataset.worker;
if (worker && parent === window) navigator.serviceWorker?.register(worker).catch(() => {}); // without it only opening needs the network
if (parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  tellHeight();
}
