// Plays a film from elsewhere in its place, once somebody taps it. Before that nothing is asked of anybody.
for (const link of document.querySelectorAll("[data-embed]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.className = "film__frame";
    frame.title = link.dataset.title;
    frame.allow = "autoplay; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube plays nothing for a page that hides itself
    frame.src = link.dataset.embed;
    link.replaceWith(frame);
    frame.focus();
  });
}
