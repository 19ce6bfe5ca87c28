// Keeps "3 dk önce" and "2 sa" true while the page stands. The server says the same on first show
// (memnun/foundation/templatetags/interface.py).

import { word } from "./words.js";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

export function agoInWords(seconds) {
  if (seconds < MINUTE) return word("now");
  if (seconds < HOUR) return word("minutesAgo", Math.floor(seconds / MINUTE));
  if (seconds < DAY) return word("hoursAgo", Math.floor(seconds / HOUR));
  const days = Math.floor(seconds / DAY);
  return word(days === 1 ? "dayAgo" : "daysAgo", days);
}

export function lengthInWords(seconds) {
  if (seconds < HOUR) return word("minutes", Math.floor(seconds / MINUTE));
  if (seconds < 2 * DAY) return word("hours", Math.floor(seconds / HOUR));
  return word("days", Math.floor(seconds / DAY));
}

export function freshenTimes(root = document) {
  const now = Date.now();
  for (const time of root.querySelectorAll("time[data-ago], time[data-waiting]")) {
    const seconds = Math.max(0, (now - Date.parse(time.dateTime)) / 1000);
    if ("waiting" in time.dataset) time.textContent = lengthInWords(seconds);
    else if (seconds < 7 * DAY) time.textContent = agoInWords(seconds);
  }
}

setInterval(freshenTimes, 30_000);
document.addEventListener("visibilitychange", () => document.hidden || freshenTimes());
