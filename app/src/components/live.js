// Keeps the parts of this page that say so up to date: one conditional request each, whose answer is
// the part itself. Nothing changes under a finger, a selection or the focus; the next answer will do.
const EVERY = 1e4;
const LONGEST = 24e4;
let pause = EVERY;
let timer;
const tags = new Map();

async function refresh(part) {
  const address = part.dataset.live;
  const known = tags.get(address);
  const headers = known ? { "If-None-Match": known } : {};
  const answer = await fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(8e3) });
  if (answer.status === 304) return;
  if (!answer.ok || answer.redirected) throw answer.status;
  const html = await answer.text();
  if (part.contains(document.activeElement) || part.matches(":active") || !getSelection().isCollapsed) return;
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  part.innerHTML = html;
  part.querySelectorAll("details").forEach((details, place) => {
    if (place in open) details.open = open[place];
  });
  tags.set(address, answer.headers.get("ETag"));
}

async function ask() {
  if (document.hidden || !navigator.onLine) return;
  try {
    for (const part of document.querySelectorAll("[data-live]")) await refresh(part);
    pause = EVERY;
  } catch {
    pause = Math.min(2 * pause, LONGEST);
  }
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, pause * (0.75 + Math.random() / 2));
}

document.addEventListener("visibilitychange", ask);
addEventListener("online", ask);
later();
