// Keeps the seats left on this page true: one conditional request for all of them, whose answer
// already holds the words. Only numbers, words and bars change, in place; the forms around them
// stay, and the server judges whatever they send.
const EVERY = 15e3;
const LONGEST = 24e4;
let pause = EVERY;
let timer;

function show(places) {
  for (const seats of document.querySelectorAll("[data-places]")) {
    const now = places[seats.dataset.places];
    // Nothing changes under a finger, nor in a button that has the focus; the next answer will do.
    if (!now || seats.closest(":active, button:focus")) continue;
    const [left, , state, words] = now;
    for (const name of ["few", "full"]) seats.classList.toggle(name, name === state);
    const meter = seats.querySelector("meter");
    if (meter) meter.value = meter.max - left;
    const text = seats.querySelector("span");
    if (text.textContent !== words) text.textContent = words;
  }
}

async function ask() {
  // Hidden or offline, nothing is asked: coming back asks at once.
  if (document.hidden || !navigator.onLine) return;
  try {
    const answer = await fetch("/places", { cache: "no-cache", signal: AbortSignal.timeout(8e3) });
    if (!answer.ok) throw answer.status;
    show(await answer.json());
    pause = EVERY;
  } catch {
    pause = Math.min(2 * pause, LONGEST);
  }
  later();
}

// Never all at the same moment: a quarter sooner or later.
function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, pause * (0.75 + Math.random() / 2));
}

if (!navigator.connection?.saveData) {
  document.addEventListener("visibilitychange", ask);
  addEventListener("online", ask);
  addEventListener("pageshow", (event) => event.persisted && ask());
  later();
}
