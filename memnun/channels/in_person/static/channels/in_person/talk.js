// What is being written survives a closed page; what cannot be sent waits on the phone and goes later, once. The same
// script works on the page inside the frame and on the one that phones show without a connection.

import { keep, newId, post, resend, waiting } from "../keeping.js";

const OWNER = "memnun-talk-owner";
const form = document.querySelector("form[data-talk]");
const note = document.getElementById("kept");
const words = JSON.parse(document.getElementById("talk-words").textContent);
const owner = form.dataset.talk || localStorage.getItem(OWNER) || "";
const draft = `memnun-talk ${owner}`;

function tell(text, mark = "mark-wait") {
  note.textContent = text;
  note.className = `callout ${mark}`;
  note.hidden = false;
  note.scrollIntoView({ block: "nearest" });
}

function begin() {
  form.reset();
  form.elements.client_id.value = newId();
  localStorage.removeItem(draft);
  for (const problem of form.querySelectorAll(".field-problem")) problem.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function saveDraft() {
  const kept = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  localStorage.setItem(draft, JSON.stringify(kept));
}

function restoreDraft() {
  for (const [name, value] of JSON.parse(localStorage.getItem(draft) ?? "[]")) {
    const field = form.elements[name];
    if (field && !field.value) field.value = value;
  }
}

async function send(event) {
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  const entries = new FormData(form);
  entries.delete("csrfmiddlewaretoken");
  try {
    const pass = await askPass();
    if (pass) await hand(entries, pass);
    else await leave(entries, words.sign_in);
  } catch {
    await leave(entries, words.kept);
  } finally {
    if (button) button.disabled = false;
    await count();
  }
}

async function hand(entries, pass) {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  body.set("csrfmiddlewaretoken", pass.token);
  const answer = await post(form.action, body);
  if (answer.refused) {
    refuse(answer);
  } else {
    begin();
    tell(`${words.saved} ${answer.reference}`, "mark-good");
  }
}

async function leave(entries, why) {
  await keep(form.action, entries, owner);
  begin();
  tell(why);
}

// The token with which the writer's forms are taken now; null when the writer is not signed in. Throws without a connection.
async function askPass() {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000) });
  if (answer.redirected) return null;
  if (!answer.ok) throw new Error(`no pass: ${answer.status}`);
  const pass = await answer.json();
  return !owner || pass.person === owner ? pass : null;
}

function refuse({ problems, fields }) {
  tell(problems.join(" "), "mark-bad");
  for (const [name, said] of Object.entries(fields ?? {})) {
    const field = form.elements[name];
    if (!(field instanceof HTMLElement)) continue;
    field.closest("details")?.setAttribute("open", "");
    field.setAttribute("aria-invalid", "true");
    field.parentElement.querySelector(".field-problem")?.remove();
    field.insertAdjacentHTML("afterend", '<span class="field-problem"></span>');
    field.nextElementSibling.textContent = said.join(" ");
  }
}

async function catchUp() {
  if (!navigator.onLine || !(await waiting(form.action)).length) return;
  const pass = await askPass().catch(() => null);
  if (!pass) return;
  for (const { problems, entries } of await resend(form.action, { csrfmiddlewaretoken: pass.token }, owner)) {
    if (problems) putBack(entries, problems);
    else tell(words.gone, "mark-good");
  }
  await count();
}

// What could not be taken stands in the form again, to be mended.
function putBack(entries, problems) {
  tell(`${words.refused} ${problems.join(" ")}`, "mark-bad");
  for (const [name, value] of entries) {
    const field = form.elements[name];
    if (field && name !== "client_id" && typeof value === "string" && !field.value) field.value = value;
  }
  saveDraft();
}

async function count() {
  const all = await waiting(form.action);
  const mine = all.filter((one) => (one.by ?? "") === owner).length;
  const said = [];
  if (mine) said.push(words.waiting.replace("{count}", mine));
  if (all.length > mine) said.push(words.others.replace("{count}", all.length - mine));
  const line = document.getElementById("waiting");
  line.textContent = said.join(" ");
  line.hidden = !said.length;
}

if (form.dataset.talk) localStorage.setItem(OWNER, owner);
form.elements.client_id.value ||= newId();
restoreDraft();
form.addEventListener("input", saveDraft);
form.addEventListener("submit", send);
addEventListener("online", () => [0, 2_000, 10_000].forEach((pause) => setTimeout(catchUp, pause))); // the first packets may still get lost
setInterval(catchUp, 10_000); // "online" is not told when only the server was away
count().then(catchUp);
if (form.dataset.worker) navigator.serviceWorker?.register(form.dataset.worker).catch(() => {}); // opening then needs the network
