const list = document.querySelector('#lignes'), blank = document.querySelector('#ligne');
let last = list.children.length;
const field = (item) => item.querySelector('input:not([type=hidden])').focus();
list.closest('form').addEventListener('click', (event) => {
  const act = event.target.closest('[name=do]')?.value ?? '', rows = list.children;
  if (act === 'add' && rows.length < list.dataset.most) {
    list.insertAdjacentHTML('beforeend', blank.innerHTML.replaceAll('p0', `p${++last}`));
    field(list.lastElementChild);
  } else if (act.startsWith('remove-') && rows.length > 1) {
    const item = event.target.closest('li'), next = item.nextElementSibling ?? item.previousElementSibling;
    item.remove();
    field(next);
  } else return;
  event.preventDefault();
  [...rows].forEach((row, index) => row.querySelectorAll('[data-n]').forEach((n) => { n.textContent = index + 1; }));
});
