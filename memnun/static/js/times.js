// Keeps "3 dakika önce" and "2 sa" true while the page stands. The server says the same on first show
// (the filter `ago` and the tag `waiting`).

import { word } from "./words.js";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

/** Words for the last hours; what is older keeps the words the server gave it. */
export function agoInWords(seconds) {
  if (seconds < MINUTE) return word("justNow");
  const [count, one, many] = seconds < HOUR ? [Math.floor(seconds / MINUTE), "minuteAgo", "minutesAgo"] : [Math.floor(seconds / HOUR), "hourAgo", "hoursAgo"];
  return word(count === 1 ? one : many, count);
}

export function lengthInWords(seconds) {
  if (seconds < HOUR) return word("minutes", Math.floor(seconds / MINUTE));
  if (seconds < 2 * DAY) return word("hours", Math.floor(seconds / HOUR));
  return word("days", Math.floor(seconds / DAY)); // two at least
}

export function freshenTimes(root = document) {
  const now = Date.now();
  for (const time of root.querySelectorAll("time[data-ago], time[data-waiting]")) {
    const seconds = Math.max(0, (now - Date.parse(time.dateTime)) / 1000);
    if ("waiting" in time.dataset) time.textContent = lengthInWords(seconds);
    else if (seconds < 6 * HOUR) time.textContent = agoInWords(seconds);
  }
}

setInterval(freshenTimes, 30_000);
document.addEventListener("visibilitychange", () => document.hidden || freshenTimes());
