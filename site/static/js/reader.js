/* What a reader may set on their own phone: the size of letters and strong contrast. And the phone's own share sheet,
   what a search box suggests, and that this page was opened.

   The choice stays in this browser; nobody is told. What needs this script is hidden by the style where none runs. */

const SIZES = ["small", "", "large", "larger"];
const root = document.documentElement;

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // it holds for this page
  }
}

function setSize(size) {
  root.dataset.size = SIZES.includes(size) ? size : "";
}

function setContrast(strong) {
  root.dataset.contrast = strong ? "strong" : "";
  for (const button of document.querySelectorAll("[data-contrast-switch]")) button.setAttribute("aria-pressed", strong);
}

function step(by) {
  const place = SIZES.indexOf(root.dataset.size) + by;
  setSize(SIZES[by === 0 ? SIZES.indexOf("") : Math.min(Math.max(place, 0), SIZES.length - 1)]);
  remember("size", root.dataset.size);
}

setSize(remembered("size") ?? "");
const asked = remembered("contrast");
setContrast(asked === null ? matchMedia("(prefers-contrast: more)").matches : asked === "strong");

async function share(button) {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const said = button.parentElement.querySelector("[role=status]");
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: address });
    else {
      await navigator.clipboard.writeText(address);
      said.textContent = button.dataset.copied;
    }
  } catch (error) {
    if (error.name !== "AbortError") said.textContent = address;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-size-step], [data-contrast-switch], [data-share]");
  if (!button) return;
  if ("sizeStep" in button.dataset) step(Number(button.dataset.sizeStep));
  else if ("share" in button.dataset) share(button);
  else {
    setContrast(root.dataset.contrast !== "strong");
    remember("contrast", root.dataset.contrast);
  }
});

document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(".aids[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

function showContrast() {
  setContrast(root.dataset.contrast === "strong");
}

// Suggestions are fetched for whoever goes to a search box.
document.addEventListener("focusin", (event) => {
  const script = event.target.closest?.("[data-suggest]")?.dataset.script;
  if (script) import(script);
});

// Says that this page was opened, and shows how often pages were. No cookie goes along, and nothing about who reads.
async function count() {
  const numbers = document.querySelector("[data-visits]");
  // A page in a frame is one that the staff looks over.
  if (!numbers || window !== window.top || "preview" in document.body.dataset) return;
  const answer = await fetch(numbers.dataset.visits, {
    method: "POST",
    body: new URLSearchParams({ trang: location.pathname }),
    credentials: "omit",
    keepalive: true,
  });
  if (answer.status !== 200) return;
  const counted = await answer.json();
  for (const place of numbers.querySelectorAll("[data-number]")) {
    place.textContent = counted[place.dataset.number].toLocaleString("vi");
  }
  numbers.hidden = false;
}

function whenWhole() {
  showContrast();
  const begin = () => count().catch(() => {}); // without the numbers nothing is missing
  // What is made ready in advance was not opened yet.
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", whenWhole);
else whenWhole();
