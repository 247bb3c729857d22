const form = document.querySelector('form[data-apercu]'), shown = document.querySelector('#apercu');
let timer, asking;
async function refresh() {
  asking?.abort();
  asking = new AbortController();
  const body = new URLSearchParams(new FormData(form));
  body.set('acte', 'apercu');
  try {
    const answer = await fetch(form.action, { method: 'POST', body, signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#apercu');
    if (fresh) shown.replaceChildren(...fresh.childNodes);
  } catch { /* The next key asks again; the button always does. */ }
}
form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(refresh, 500);
});
