const shown = () => document.querySelector('#suivi');
async function refresh() {
  if (document.hidden || shown().contains(document.activeElement)) return later();
  try {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#suivi');
    if (fresh) shown().replaceWith(fresh);
  } catch { /* The next one may come through. */ }
  later();
}
function later() {
  if (shown().dataset.suivi) setTimeout(refresh, 3000);
}
later();
