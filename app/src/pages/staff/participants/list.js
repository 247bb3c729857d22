// The list without waiting: it follows what is typed and keeps ticks as they are made. Every answer
// is the page that the form itself would get; what cannot be fetched is left to the form.
const PAUSE = 150;
const search = document.querySelector('#recherche');
const list = document.querySelector('#liste');
let timer, asking, last;

const address = () => {
  const asked = [...new FormData(search)].filter(([, value]) => value);
  return `${search.action}?${new URLSearchParams(asked)}`;
};

async function look() {
  const to = address();
  asking?.abort();
  asking = new AbortController();
  list.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(to, { signal: asking.signal });
    if (!answer.ok || answer.redirected) throw answer.status;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    list.replaceChildren(...page.querySelector('#liste').childNodes);
    for (const back of document.querySelectorAll('.columns-choice [name=retour]')) {
      back.value = list.querySelector('[name=retour]')?.value ?? back.value;
    }
    history.replaceState(null, '', to);
    list.removeAttribute('aria-busy');
    last = undefined;
  } catch (error) {
    if (error.name !== 'AbortError') list.removeAttribute('aria-busy');
  }
}

const soon = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(look, pause);
};
search.addEventListener('input', (event) => soon(event.target.matches('select') ? 0 : PAUSE));
search.addEventListener('submit', (event) => {
  event.preventDefault();
  soon(0);
});

// Ticks: kept as they are made; with Shift, all between two of them.
async function keep(boxes) {
  const fields = new URLSearchParams();
  for (const box of boxes) {
    fields.append('vu', box.value);
    if (box.checked) fields.append('choisi', box.value);
  }
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch('/organisation/participants/choix', { method: 'POST', body: fields, headers });
    list.querySelector('#selection strong').textContent = (await answer.json()).words;
  } catch {
    // The form keeps them when it is sent.
  }
}
list.addEventListener('click', (event) => {
  const box = event.target.closest('[name=choisi]');
  if (!box) return;
  const boxes = [...list.querySelectorAll('[name=choisi]')];
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
  const changed = event.shiftKey && from >= 0 ? boxes.slice(from, to + 1) : [box];
  for (const other of changed) other.checked = box.checked;
  last = box;
  keep(changed);
});

// « / » to search; arrows from row to row, from names as from ticks.
addEventListener('keydown', (event) => {
  const typing = event.target.matches('input:not([type=checkbox]), select, textarea');
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const words = search.elements.q;
  if (event.key === '/' && !typing) {
    event.preventDefault();
    words.focus();
    words.select();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...list.querySelectorAll('tbody tr')];
  const at = rows.indexOf(event.target.closest('tr'));
  if (at < 0 && event.target !== words) return;
  const to = at + step;
  const what = event.target.matches('[name=choisi]') ? '[name=choisi]' : 'a';
  event.preventDefault();
  (to < 0 ? words : rows[to]?.querySelector(what))?.focus();
});
