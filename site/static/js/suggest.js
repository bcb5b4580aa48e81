/* Suggests titles while somebody types into a search box: a combobox that arrows, Enter and Esc work on.

   Without this script the box is a plain form. What is asked for is the same for everybody and may come from a cache. */

const PAUSE = 150;
const SHORTEST = 2;

function combobox(form) {
  const field = form.querySelector("input");
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let asked, timer, active = -1;

  list.id = `${field.id}-list`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("aria-label", form.dataset.label);
  said.className = "visually-hidden";
  for (const [element, role] of [[list, "listbox"], [said, "status"], [field, "combobox"]]) element.setAttribute("role", role);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  form.append(list, said);
  choose(-1);
  show([]);

  function choose(place) {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", number === place));
    const option = list.children[place];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    list.replaceChildren(
      ...found.map(({ title, kind, url }, number) => {
        const option = document.createElement("li");
        const label = document.createElement("small");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.dataset.url = url;
        label.textContent = kind;
        option.append(title, " ", label);
        return option;
      }),
    );
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", !list.hidden);
    said.textContent = found.length ? form.dataset.said.replace("0", found.length) : "";
    choose(-1);
  }

  async function ask() {
    const text = field.value.trim();
    asked?.abort();
    if (text.length < SHORTEST) return show([]);
    asked = new AbortController();
    const address = `${form.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    const answer = await fetch(address, { signal: asked.signal, credentials: "omit" });
    if (answer.ok && document.activeElement === field) show((await answer.json()).suggestions);
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    show([]);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), PAUSE); // without suggestions nothing is missing
  });
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowUp") choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.assign(list.children[active].dataset.url);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
}

for (const form of document.querySelectorAll("[data-suggest]")) combobox(form);
