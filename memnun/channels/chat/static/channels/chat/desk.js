// At the desk: says that it is open, that an answer is being written and that the visitor's words were
// seen, and shows that the visitor writes.

const ATTEND_EVERY = 60_000;
const TYPING_EVERY = 3_000;
const TYPING_LASTS = 6_000;

let typedAt = 0;
let typesTimer = 0;
let looked = "";
let writes = "";

function say(url) {
  const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  return fetch(url, { method: "POST", headers }).catch(() => {});
}

function attend() {
  const desk = document.querySelector("[data-attendance]");
  if (desk && !document.hidden) say(desk.dataset.attendance);
}

function visitor() {
  return document.querySelector("[data-chat-visitor]");
}

function look() {
  const bar = visitor();
  if (!bar || document.hidden) return;
  const now = `${bar.dataset.conversation} ${bar.dataset.number}`;
  if (now === looked) return;
  looked = now;
  say(bar.dataset.lookUrl);
}

function noteTyping(event) {
  writes = event.detail.conversation;
  clearTimeout(typesTimer);
  typesTimer = setTimeout(() => {
    writes = "";
    showTyping();
  }, TYPING_LASTS);
  showTyping();
}

function showTyping() {
  const bar = visitor();
  const words = bar?.querySelector("[data-chat-types]");
  if (words) words.textContent = bar.dataset.conversation === writes ? words.dataset.words : "";
}

document.addEventListener("input", (event) => {
  const bar = visitor();
  if (!bar || !event.target.closest("#reply textarea") || Date.now() - typedAt < TYPING_EVERY) return;
  typedAt = Date.now();
  say(bar.dataset.typingUrl);
});

document.addEventListener("memnun:chat.types", noteTyping);
document.addEventListener("htmx:afterSettle", () => (look(), showTyping()));
document.addEventListener("visibilitychange", () => (look(), attend()));
setInterval(attend, ATTEND_EVERY);
attend();
look();
