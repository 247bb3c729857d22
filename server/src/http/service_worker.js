// The door without a network. Files that never change are kept, and one page that is the same for
// everybody; nothing personal is: people and acts lie in the page's own database. The server writes
// the first two lines, so that a new version of the site is a new worker.
const VERSION = "{version}";
const FILES = {files};

const SHELL = "/accueil/coquille";
// A link that serves once is the server's own: the page that is kept knows nothing about it.
const PAIRING = "/accueil/appairer/";
const CACHE = `accueil-${VERSION}`;
const PATIENCE_MS = 2500;
const MOST_ACTS = 200;

// All files or none: an old version stays in use until the new one is whole, and then until
// somebody at the door says « Recharger » or every page is closed.
addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.data === "renew" && skipWaiting());
addEventListener("sync", (event) => event.tag === "actes" && event.waitUntil(send()));
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && !pathname.startsWith(PAIRING)) event.respondWith(page(event.request));
  else if (FILES.includes(pathname + search)) event.respondWith(file(event.request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await cache.addAll([SHELL, ...FILES].map((path) => new Request(path, { cache: "no-cache" })));
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await clients.claim();
}

// The server's page when it comes soon; else the one that was kept, whose program knows the list.
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([fetch(request).catch(() => {}), late]);
  if (answer && answer.status < 500) return answer;
  return (await caches.match(SHELL)) ?? answer ?? fetch(request);
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

// A page that is looked at sends by itself: two senders would only repeat each other. With the
// phone in a pocket nobody else would, so the worker does, and needs no more than the acts as they
// lie there.
async function send() {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const seen = pages.filter((page) => page.visibilityState === "visible");
  if (seen.length) return seen.forEach((page) => page.postMessage("send"));
  const database = await opened(indexedDB.open("accueil", 1));
  for (;;) {
    const store = (mode) => database.transaction("acts", mode).objectStore("acts");
    const kept = await opened(store("readonly").getAll());
    const waiting = kept.filter((record) => !record.outcome);
    if (!waiting.length) break;
    const records = waiting.slice(0, MOST_ACTS);
    const batch = { sent_at: Date.now() * 1000, unsent: waiting.length, acts: records.map(({ act }) => act) };
    const answer = await fetch("/accueil/actes", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(batch) });
    if (!answer.ok) throw answer.status;
    const { answers, server_time } = await answer.json();
    const written = store("readwrite");
    for (const { id, outcome } of answers) {
      const record = records.find((record) => record.id === id);
      if (record) written.put({ ...record, outcome, answered_at: server_time });
    }
    await new Promise((resolve, reject) => Object.assign(written.transaction, { oncomplete: resolve, onabort: reject }));
    if (!answers.length) break;
  }
  pages.forEach((page) => page.postMessage("sent"));
}

function opened(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    // Nothing was ever kept here: there is nothing to send.
    request.onupgradeneeded = () => request.transaction.abort();
  });
}
