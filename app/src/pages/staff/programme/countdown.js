const started = Date.now();
const count = (n, one, many) => `${n}\u00a0${n < 2 ? one : many}`;
const tick = () => {
  for (const text of document.querySelectorAll('[data-due]')) {
    const left = Math.ceil(text.dataset.due - (Date.now() - started) / 1000);
    if (left <= 0) {
      text.textContent = 'maintenant';
      delete text.dataset.due;
      text.closest('li').querySelector('form')?.remove();
    } else {
      const [m, s] = [Math.floor(left / 60), left % 60];
      const parts = [m && count(m, 'minute', 'minutes'), s && count(s, 'seconde', 'secondes')];
      text.textContent = `dans ${parts.filter(Boolean).join(' ')}`;
    }
  }
};
setInterval(tick, 1000);
