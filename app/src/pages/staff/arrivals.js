// Keeps the board true: asks for the page again and puts its board in the place of this one, while
// somebody looks. Without an answer, the board says by its time how old it is.
const EVERY = 1e4;

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => print();
}

async function renew() {
  if (document.hidden || !navigator.onLine) return;
  const board = document.querySelector("[data-live]");
  // Nothing changes under a finger, nor inside a list that somebody opened.
  if (!board || board.querySelector(":active, :focus, details[open]")) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(8e3) });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh) board.replaceWith(fresh);
  } catch {
    // The next time will do.
  }
}

setInterval(renew, EVERY);
document.addEventListener("visibilitychange", renew);
addEventListener("online", renew);
