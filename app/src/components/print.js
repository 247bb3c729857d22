// Shows the print buttons, which do nothing without a script and so are hidden until then.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => print();
}
