/* Makes the desk a little quicker; without it everything works the same. */

function countDown(form) {
  const until = Date.now() + Number(form.dataset.undo) * 1000;
  const left = form.querySelector("[data-undo-left]");
  const timer = setInterval(show, 500);

  function show() {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    left.textContent = `(${Math.max(seconds, 0)})`;
    if (seconds <= 0) {
      clearInterval(timer);
      form.hidden = true;
    }
  }
  show();
}

/* The bar under the list counts what is ticked, and cannot be sent empty. */
function countTicks(form) {
  const button = form.querySelector("[data-batch-button]");
  if (!button) return;
  const count = form.querySelector("[data-batch-count]");

  function show() {
    const ticked = form.querySelectorAll("[name=tick]:checked").length;
    count.textContent = ticked ? `(${ticked})` : "";
    button.disabled = ticked === 0;
  }
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();
}

/* Whoever returns something without a word is asked for it here, not after a journey to the server. */
function askForComment(form) {
  const details = form.querySelector("[data-comment]");
  const comment = details?.querySelector("textarea");
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "reject" && comment && !details.open) {
      event.preventDefault();
      details.open = true;
      comment.focus();
    }
  });
}

/* A second tap on a slow line would find that the first one has decided already. */
function sendOnce(form) {
  const buttons = form.querySelectorAll("button[type=submit]");
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    setTimeout(() => buttons.forEach((button) => (button.disabled = true)));
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) buttons.forEach((button) => (button.disabled = false));
  });
}

document.querySelectorAll("[data-undo]").forEach(countDown);
document.querySelectorAll("[data-batch]").forEach(countTicks);
document.querySelectorAll(".desk-decision").forEach(askForComment);
document.querySelectorAll(".desk-page form[method=post]").forEach(sendOnce);
