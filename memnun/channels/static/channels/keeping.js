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

/** Keep what a form holds: its address, and its entries with their files. */
export async function keep(url, entries) {
  const id = entries.get("client_id");
  const at = new Date().toISOString();
  await run("readwrite", (store) => store.put({ id, url, at, entries: [...entries] }));
}

/** Send all that waits for this page's site; gives what became of each, as {reference} or {problems, entries}.
 *  What `fresh` names takes the place of what was kept. */
export async function resend(fresh = {}) {
  if (!navigator.onLine) return [];
  const told = [];
  for (const one of await run("readonly", (store) => store.getAll())) {
    if (new URL(one.url, location.href).pathname !== location.pathname) continue;
    const answer = await sendOne(one, fresh);
    if (answer) told.push(answer);
  }
  return told;
}

async function sendOne(one, fresh) {
  const body = new FormData();
  for (const [name, value] of one.entries) body.append(name, value);
  for (const [name, value] of Object.entries(fresh)) body.set(name, value);
  body.set("written_at", one.at);
  let answer;
  try {
    answer = await fetch(one.url, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    return null; // still no connection: it goes on waiting
  }
  const isTaken = answer.ok;
  const isRefused = answer.status === 422 || answer.status === 404 || Date.now() - Date.parse(one.at) > LONGEST;
  if (isTaken || isRefused) await run("readwrite", (store) => store.delete(one.id));
  if (isTaken) return answer.json();
  return isRefused ? { entries: one.entries, problems: (await answer.json().catch(() => ({}))).problems ?? [String(answer.status)] } : null;
}
