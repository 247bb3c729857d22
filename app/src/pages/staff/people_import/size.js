// A file that would be refused is not sent first.
const form = document.querySelector('#envoi');
form.addEventListener('change', () => {
  const [file] = form.file.files;
  const most = form.dataset.most;
  const large = file && file.size > most * 1024 * 1024;
  form.file.setCustomValidity(large ? `Ce fichier est trop lourd : ${most} Mo au plus.` : '');
  form.file.reportValidity();
});
