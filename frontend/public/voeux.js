// Turns the numbered lists of a form of wishes into one list to put in order: by dragging, or by
// buttons that a keyboard reaches. The lists stay in the form and hold what it sends; a form that
// came back with something to correct keeps them as they are.
for (const form of document.querySelectorAll("form[data-wishes]")) {
  if (!form.querySelector("[aria-invalid]")) rank(form);
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(label, about, act) {
  const made = make("button", { type: "button", class: "plain" }, label);
  made.append(make("span", { class: "spoken" }, ` : ${about}`));
  made.addEventListener("click", act);
  return made;
}

function rank(form) {
  const lists = [...form.querySelectorAll("select")];
  const names = new Map([...lists[0].options].filter((o) => o.value).map((o) => [o.value, o.text]));
  const before = lists.map((list) => list.value).join();
  const wished = make("ol", { class: "ranked" });
  const others = make("ul", { class: "rankable" });
  const none = make("p", { class: "soft" }, "Aucun vœu pour le moment : ajoutez d’abord votre atelier préféré.");
  const said = make("p", { role: "status", class: "spoken" });
  const unsaved = make("p", { class: "unsaved", hidden: "" }, "Pas encore enregistré.");

  const items = new Map();
  for (const [id, name] of names) {
    const grip = make("span", { class: "grip", "aria-hidden": "true" }, "⠿");
    const up = button("Monter", name, () => move(id, -1, up));
    const down = button("Descendre", name, () => move(id, 1, down));
    const away = button("Retirer", name, () => put(id, others));
    const add = button("Ajouter", name, () => put(id, wished));
    const what = make("span", { class: "what" }, name);
    const item = make("li", {}, grip, what, make("span", { class: "moves" }, up, down, away, add));
    items.set(id, { item, up, down, away, add, name, grip });
    grip.addEventListener("pointerdown", (event) => drag(event, item));
  }

  const order = () => [...wished.children].map((li) => [...items].find(([, { item }]) => item === li)[0]);

  // The lists say what the drawing shows, and the buttons what can be done with each line.
  function write() {
    const ids = order();
    lists.forEach((list, at) => { list.value = ids[at] ?? ""; });
    for (const [id, { up, down, away, add, grip }] of items) {
      const at = ids.indexOf(id);
      add.hidden = at >= 0;
      add.disabled = ids.length >= lists.length;
      up.hidden = down.hidden = away.hidden = grip.hidden = at < 0;
      up.disabled = at === 0;
      down.disabled = at === ids.length - 1;
    }
    none.hidden = ids.length > 0;
    unsaved.hidden = lists.map((list) => list.value).join() === before;
  }

  function tell(id) {
    const ids = order();
    const { name } = items.get(id);
    said.textContent = ids.includes(id) ? `${name} : vœu ${ids.indexOf(id) + 1} sur ${ids.length}` : `${name} : retiré`;
  }

  function move(id, by, pressed) {
    const { item, up, down } = items.get(id);
    if (by < 0) item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    write();
    tell(id);
    // Where a line can go no further, its other button takes the focus over.
    (pressed.disabled ? (pressed === up ? down : up) : pressed).focus();
  }

  function put(id, where) {
    const { item, away, add } = items.get(id);
    if (where === others) {
      // Back to its place in the programme.
      const ids = [...names.keys()];
      const next = [...others.children].find((li) => ids.findIndex((other) => items.get(other).item === li) > ids.indexOf(id));
      others.insertBefore(item, next ?? null);
    } else wished.append(item);
    write();
    tell(id);
    const focus = where === others ? add : away;
    if (!focus.disabled) focus.focus();
  }

  function drag(event, item) {
    if (event.button !== 0) return;
    event.preventDefault();
    item.classList.add("dragged");
    const follow = ({ clientY }) => {
      const others = [...wished.children].filter((li) => li !== item);
      const next = others.find((li) => {
        const { top, height } = li.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if (item.nextElementSibling !== (next ?? null)) wished.insertBefore(item, next ?? null);
    };
    const drop = () => {
      item.classList.remove("dragged");
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", drop);
      write();
      tell([...items].find(([, known]) => known.item === item)[0]);
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", drop);
  }

  for (const id of names.keys()) others.append(items.get(id).item);
  for (const list of lists) if (list.value) wished.append(items.get(list.value).item);
  const fields = form.querySelector(".ranks");
  fields.hidden = true;
  fields.after(make("h3", {}, "Vos vœux, du préféré au moins préféré"), none, wished,
    make("h3", {}, "Les ateliers"), others, said, unsaved);
  write();
  // What the browser kept of a form it comes back to is not lost.
  addEventListener("pageshow", (event) => event.persisted && write());
}
