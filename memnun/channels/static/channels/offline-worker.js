// Lets a form open without a connection: the page and what it needs are kept in the browser, and taken from there
// when the network does not answer. Nothing else is touched, and what is sent never passes through here.

const shown = SHOWN; // {name, version, pages, stand_in, assets}
const CACHE = `${shown.name} ${shown.version}`;
const PATIENCE = 5000;

addEventListener("install", (event) => {
  const wanted = [...shown.pages, ...shown.assets].map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((kept) => kept.addAll(wanted)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => clients.claim()));
});

async function dropOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${shown.name} `) && name !== CACHE).map((name) => caches.delete(name)));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(open(request));
  else if (shown.assets.includes(new URL(request.url).pathname)) event.respondWith(fromCache(request));
});

async function fromCache(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// The network first: a page that was kept may be out of date, but one that never comes helps nobody.
async function open(request) {
  const path = new URL(request.url).pathname;
  const kept = await caches.match(shown.stand_in || path, { ignoreSearch: true, cacheName: CACHE });
  const asked = fetch(request).then((answer) => keepPage(path, answer));
  if (!kept) return asked;
  return Promise.race([asked.catch(() => kept.clone()), wait(PATIENCE).then(() => kept.clone())]);
}

function wait(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function keepPage(path, answer) {
  if (answer.ok && !answer.redirected && !shown.stand_in && shown.pages.includes(path)) await (await caches.open(CACHE)).put(path, answer.clone());
  return answer;
}
