// Forms that could not be sent wait in the browser's own database and go again, each with its own id, so
// that the server takes each of them once.

const NAME = "memnun-forms";
const STORE = "waiting";
const LONGEST = 14 * 86400 * 1000;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function run(mode, act) {
  return open().then(
    (database) =>
      new Promise((resolve, reject) => {
        const work = database.transaction(STORE, mode);
        const asked = act(work.objectStore(STORE));
        work.oncomplete = () => {
          database.close();
          resolve(asked?.result);
        };
        work.onerror = () => reject(work.error);
      }),
  );
}

/** An id no other form has. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keep what a form holds: its address, and its entries with their files; `by` says whose it is. */
export async function keep(url, entries, by = "") {
  const id = entries.get("client_id");
  const at = new Date().toISOString();
  await run("readwrite", (store) => store.put({ id, url, at, by, entries: [...entries] }));
}

/** What waits at an address, oldest first: {id, at, by}. */
export async function waiting(url) {
  const wanted = pathOf(url);
  const all = await run("readonly", (store) => store.getAll());
  return all.filter((one) => pathOf(one.url) === wanted).sort((one, other) => one.at.localeCompare(other.at));
}

function pathOf(url) {
  return new URL(url, location.href).pathname;
}

/** Send all of `by` that waits at an address; gives what became of each, as {reference} or {problems, entries}.
 *  What `fresh` names takes the place of what was kept. Stops at the first the network does not take. */
export async function resend(url, fresh = {}, by = "") {
  const told = [];
  for (const one of await waiting(url)) {
    if ((one.by ?? "") !== by) continue;
    const answer = await sendOne(one, fresh);
    if (!answer) break;
    told.push(answer);
  }
  return told;
}

async function sendOne(one, fresh) {
  const body = new FormData();
  for (const [name, value] of one.entries) body.append(name, value);
  for (const [name, value] of Object.entries(fresh)) body.set(name, value);
  body.set("written_at", one.at);
  const answer = await post(one.url, body).catch(() => null);
  if (!answer) return null;
  const isOver = answer.refused || Date.now() - Date.parse(one.at) > LONGEST;
  if (answer.reference === undefined && !isOver) return null;
  await run("readwrite", (store) => store.delete(one.id));
  return answer.reference === undefined ? { entries: one.entries, problems: answer.problems } : answer;
}

/** Send entries now; gives {reference} when they were taken, {refused, problems, fields} when they never will be.
 *  Throws when nobody took them: no network, a broken server, or a sign-in page in the place of an answer. */
export async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
  const isOurs = !answer.redirected && (answer.headers.get("content-type") ?? "").startsWith("application/json");
  if (answer.ok && isOurs) return answer.json();
  if (answer.status === 422 && isOurs) return { refused: true, ...(await answer.json()) };
  throw new Error(`not taken: ${answer.status}`);
}
