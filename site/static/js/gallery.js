/* The photos of a gallery one at a time, over the whole screen. Swiping and pinching are the browser's own: the photos
   lie in a row that is scrolled from one to the next. Without this script a photo is a link to its file. */

const viewer = document.querySelector(".viewer");
const cells = [...document.querySelectorAll(".wall__cell")].filter((cell) => cell.querySelector(".wall__open"));
const track = viewer.querySelector(".viewer__track");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let shown = 0;
let led = false; // whether the address of this photo was added to the browser's history

const slides = cells.map(() => {
  const slide = document.createElement("li");
  slide.className = "viewer__slide";
  track.append(slide);
  return slide;
});

function fill(index) {
  const slide = slides[index];
  if (!slide || slide.firstChild) return;
  const figure = cells[index].querySelector("figure").cloneNode(true);
  const picture = figure.querySelector("picture");
  for (const each of picture.querySelectorAll("[sizes]")) each.sizes = "100vw";
  picture.querySelector("img").loading = "eager";
  figure.querySelector(".wall__open").replaceWith(picture);
  slide.append(figure);
}

function tell(index) {
  shown = index;
  for (const near of [index, index + 1, index - 1]) fill(near);
  slides.forEach((slide, place) => (slide.inert = place !== index));
  const said = viewer.querySelector(".viewer__count");
  said.textContent = said.dataset.words.replace("{n}", index + 1).replace("{all}", cells.length);
  viewer.querySelector("[data-turn='-1']").disabled = index === 0;
  viewer.querySelector("[data-turn='1']").disabled = index === cells.length - 1;
  const file = viewer.querySelector(".viewer__file");
  if (file) file.href = cells[index].querySelector(".wall__open").href;
  history.replaceState(history.state, "", `#${cells[index].id}`);
}

function turn(index, smooth = true) {
  const place = Math.min(Math.max(index, 0), cells.length - 1);
  fill(place);
  tell(place);
  track.scrollTo({ left: place * track.clientWidth, behavior: smooth && !still.matches ? "smooth" : "instant" });
}

function open(index) {
  led = location.hash !== `#${cells[index].id}`;
  if (led) history.pushState({ photo: true }, "", `#${cells[index].id}`);
  viewer.showModal();
  turn(index, false);
}

viewer.addEventListener("close", () => {
  const link = cells[shown].querySelector(".wall__open");
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: "center" });
  if (led && history.state?.photo) history.back();
  else history.replaceState(null, "", location.pathname + location.search);
  led = false;
});

addEventListener("popstate", () => {
  led = false;
  if (viewer.open) viewer.close();
});

let settling;
track.addEventListener("scroll", () => {
  clearTimeout(settling);
  settling = setTimeout(() => {
    const place = Math.round(track.scrollLeft / track.clientWidth);
    if (viewer.open && place !== shown) tell(place);
  }, 90);
});

addEventListener("resize", () => viewer.open && turn(shown, false));

viewer.addEventListener("keydown", (event) => {
  const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: cells.length - 1 }[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  turn(to);
});

viewer.addEventListener("click", (event) => {
  const button = event.target.closest("[data-turn], [data-close]");
  if (button?.dataset.turn) turn(shown + Number(button.dataset.turn));
  else if (button || event.target.matches(".viewer__slide")) viewer.close();
});

cells.forEach((cell, index) => {
  cell.querySelector(".wall__open").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(index);
  });
});

const asked = cells.findIndex((cell) => `#${cell.id}` === location.hash);
if (asked >= 0) open(asked);
