/* The phone's own share sheet, where there is one. Otherwise the link leads to a page with the address to copy. */

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-share-link]");
  if (!button || !navigator.share) return;
  event.preventDefault();
  try {
    await navigator.share({ title: button.dataset.shareTitle, text: button.dataset.shareTitle, url: button.dataset.shareLink });
  } catch (error) {
    if (error.name !== "AbortError") location.assign(button.href);
  }
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-copy]")) event.target.select();
});
