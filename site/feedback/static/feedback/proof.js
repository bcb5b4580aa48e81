/* A little work before the form is sent, so that nobody sends thousands. It is done while somebody writes. Where it
   cannot be done (no secure connection, the line is gone), the form goes without it, and a question is asked instead. */

const AT_ONCE = 200;
const TOO_OLD = 90 * 60 * 1000;
const encoder = new TextEncoder();

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

async function hash(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

async function solve(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
  const { token, nonce, target, most } = await answer.json();
  const wanted = bytesOf(target);
  for (let first = 0; first < most; first += AT_ONCE) {
    const tried = await Promise.all(Array.from({ length: AT_ONCE }, (_, place) => hash(`${nonce}${first + place}`)));
    const found = tried.findIndex((each) => each.every((byte, place) => byte === wanted[place]));
    if (found >= 0) return `${token}~${first + found}`;
  }
  return "";
}

function prove(form) {
  const proof = form.elements.proof;
  const said = form.querySelector("[data-said]");
  let work = null;
  let begun = 0;
  let isSending = false;

  function begin() {
    if (work && Date.now() - begun < TOO_OLD) return;
    begun = Date.now();
    work = solve(form.dataset.puzzle).catch(() => "");
  }

  async function send(event) {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    said.textContent = said.dataset.said;
    begin();
    proof.value = await work;
    form.submit();
  }

  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", send);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return; // back from where it led: that proof was used
    work = null;
    isSending = false;
    said.textContent = "";
  });
}

const form = document.querySelector("form[data-puzzle]");
if (form && globalThis.crypto?.subtle) prove(form);
