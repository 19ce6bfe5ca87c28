// What is being written survives a closed page; what cannot be sent waits on the phone and goes later, once.

import { keep, resend } from "../keeping.js";

const DRAFT = "memnun-talk";
const form = document.querySelector("form[data-talk]");
const note = document.getElementById("kept");
const words = JSON.parse(document.getElementById("talk-words").textContent);

function tell(text) {
  note.textContent = text;
  note.hidden = false;
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function begin() {
  form.reset();
  form.elements.client_id.value = newId();
  localStorage.removeItem(DRAFT);
}

function saveDraft() {
  const kept = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  localStorage.setItem(DRAFT, JSON.stringify(kept));
}

function restoreDraft() {
  for (const [name, value] of JSON.parse(localStorage.getItem(DRAFT) ?? "[]")) {
    const field = form.elements[name];
    if (field && !field.value) field.value = value;
  }
}

async function send(event) {
  if (navigator.onLine) {
    localStorage.removeItem(DRAFT);
    return; // the browser sends it as any form
  }
  event.preventDefault();
  await keep(form.action, new FormData(form));
  begin();
  tell(words.kept);
}

async function catchUp() {
  const fresh = { csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
  for (const { problems } of await resend(fresh)) tell(problems ? `${words.refused} ${problems.join(" ")}` : words.gone);
}

restoreDraft();
form.addEventListener("input", saveDraft);
form.addEventListener("submit", send);
addEventListener("online", catchUp);
catchUp();
