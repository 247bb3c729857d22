// PASSERELLE_OFFLINE=off: the worker goes, and its files with it. What was not sent yet stays in the
// page's own database, and the page sends it.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
}
