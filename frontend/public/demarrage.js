// Loads the program of a page's islands and hands each island its part. An island whose part
// cannot be loaded stays as the server drew it: a page that works without it.
export async function start(loader, program) {
  const parts = await import(loader);
  await parts.default({ module_or_path: program });
  parts.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    const bring = parts[island.dataset.component];
    if (bring) await bring(island);
    else console.error("no program for", island.dataset.component);
  }
}

// The browser offers to install the door before its program is there to hear it.
addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  window.installation = offer;
  dispatchEvent(new Event("installable"));
});
