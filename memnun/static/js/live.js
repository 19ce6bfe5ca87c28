// What happens elsewhere appears here without a reload. One EventSource to the event stream; each
// event becomes a DOM event `memnun:<kind>` on the document, with the event as detail.
//   <div data-live="interaction.received case.opened" hx-get="…" hx-trigger="live"> is refreshed
//   <div data-live="…" data-live-about="UUID">  only by events that name that id
//   <div data-live="…" data-live-rest="2000">  at most so often (milliseconds), and not while somebody types in it
//   <div data-live="*">  by every event of the log, not by what passes without a trace (presence)
// After a lost connection the stream goes on behind the last id it saw, so nothing is missed.

import { showConnection } from "./failures.js";
import { toast } from "./toasts.js";
import { word } from "./words.js";

const REFRESH_AFTER = 250;
const SAY_LOST_AFTER = 3_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const REST_WHEN_HIDDEN = 60_000;

const address = document.body.dataset.liveUrl;
const heard = new Set();
const refreshes = new Map();
const refreshedAt = new WeakMap();
let last = document.body.dataset.liveAfter || "";
let source = null;
let wait = FIRST_WAIT;
let lostTimer = 0;
let retryTimer = 0;
let restTimer = 0;
let saidLost = false;

function connect() {
  clearTimeout(retryTimer);
  heard.clear();
  source = new EventSource(last ? `${address}?last_event_id=${encodeURIComponent(last)}` : address);
  source.onopen = connected;
  source.onmessage = receive;
  source.onerror = lost;
  hearKinds();
}

function connected() {
  wait = FIRST_WAIT;
  clearTimeout(lostTimer);
  lostTimer = 0;
  if (!saidLost) return;
  saidLost = false;
  showConnection("");
  toast(word("liveBack"), { level: "success" });
}

function lost() {
  lostTimer ||= setTimeout(() => {
    saidLost = true;
    showConnection(word("liveLost"));
  }, SAY_LOST_AFTER);
  if (source.readyState !== EventSource.CLOSED) return; // the browser tries again itself
  clearTimeout(retryTimer);
  retryTimer = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// The stream may name its events; a name is heard only when it was asked for.
function hearKinds() {
  if (!source) return;
  for (const element of document.querySelectorAll("[data-live]")) {
    for (const kind of kindsOf(element)) {
      if (kind === "*" || heard.has(kind)) continue;
      heard.add(kind);
      source.addEventListener(kind, receive);
    }
  }
}

function kindsOf(element) {
  return element.dataset.live.split(/\s+/).filter(Boolean);
}

function receive(message) {
  if (message.lastEventId) last = message.lastEventId;
  const event = message.data ? JSON.parse(message.data) : {};
  const kind = event.kind ?? message.type;
  document.dispatchEvent(new CustomEvent(`memnun:${kind}`, { detail: event }));
  for (const element of document.querySelectorAll("[data-live]")) {
    if (concerns(element, kind, event, message.data)) refreshSoon(element);
  }
}

function concerns(element, kind, event, data) {
  if (kind === "live.reset") return true; // too much was missed to be told one by one
  const kinds = kindsOf(element);
  if (!kinds.includes(kind) && !(kinds.includes("*") && event.id)) return false;
  return !element.dataset.liveAbout || data.includes(element.dataset.liveAbout);
}

// At once, and then what comes in quick succession together.
function refreshSoon(element) {
  if (refreshes.has(element)) return;
  const between = Number(element.dataset.liveRest) || REFRESH_AFTER;
  const rest = (refreshedAt.get(element) ?? -between) + between - performance.now();
  refreshes.set(element, setTimeout(refresh, Math.max(0, rest), element));
}

function refresh(element) {
  refreshes.delete(element);
  refreshedAt.set(element, performance.now());
  if (!element.isConnected) return;
  if (element.dataset.liveRest && isInUse(element)) refreshSoon(element);
  else window.htmx.trigger(element, "live");
}

function isInUse(element) {
  const writing = document.activeElement?.matches("input, textarea, select") && element.contains(document.activeElement);
  return writing || element.querySelector("details[open]") !== null;
}

function rest() {
  source?.close();
  source = null;
}

// A hidden page lets go of its connection after a minute (browsers keep few for one site) and
// catches up when it is looked at again.
document.addEventListener("visibilitychange", () => {
  clearTimeout(restTimer);
  if (document.hidden) restTimer = setTimeout(rest, REST_WHEN_HIDDEN);
  else if (!source) connect();
});
document.addEventListener("htmx:afterSettle", hearKinds);
window.addEventListener("online", () => source?.readyState === EventSource.CLOSED && connect());
window.addEventListener("pagehide", rest);
window.addEventListener("pageshow", (event) => event.persisted && address && connect());

if (address) connect();
