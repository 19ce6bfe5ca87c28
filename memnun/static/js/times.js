// Keeps "3 dakika önce", "4 saat sonra" and "2 sa" true while the page stands. The server says the same on first show
// (the filter `ago` and the tag `waiting`).

import { word } from "./words.js";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** Words for the hours around now, `seconds` below zero being still to come; other moments keep the server's words. */
export function agoInWords(seconds) {
  const away = Math.abs(seconds);
  const passed = seconds >= 0;
  if (away < MINUTE) return word(passed ? "justNow" : "soon");
  const [count, unit] = away < HOUR ? [Math.floor(away / MINUTE), "minute"] : [Math.floor(away / HOUR), "hour"];
  return word(`${unit}${count === 1 ? "" : "s"}${passed ? "Ago" : "Ahead"}`, count);
}

export function lengthInWords(seconds) {
  if (seconds < HOUR) return word("minutes", Math.floor(seconds / MINUTE));
  if (seconds < 2 * DAY) return word("hours", Math.floor(seconds / HOUR));
  return word("days", Math.floor(seconds / DAY)); // two at least
}

export function freshenTimes(root = document) {
  const now = Date.now();
  for (const time of root.querySelectorAll("time[data-ago], time[data-waiting]")) {
    const away = (now - Date.parse(time.dateTime)) / 1000;
    // A clock of this machine that is slow puts nothing into the future that the server knows as past.
    const seconds = "ahead" in time.dataset ? away : Math.max(0, away);
    if ("waiting" in time.dataset) time.textContent = lengthInWords(seconds);
    else if (Math.abs(seconds) < 6 * HOUR) time.textContent = agoInWords(seconds);
  }
}

setInterval(freshenTimes, 30_000);
document.addEventListener("visibilitychange", () => document.hidden || freshenTimes());
