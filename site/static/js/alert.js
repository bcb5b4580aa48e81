// Lets a visitor close an alert. The browser remembers which version was closed; nobody else is told.
{
  const remembers = (name) => {
    try { return localStorage.getItem(name) !== null; } catch { return false; }
  };
  const remember = (name) => {
    try { localStorage.setItem(name, "1"); } catch { /* it is closed until the next page */ }
  };
  for (const alert of document.querySelectorAll("[data-alert]")) {
    const name = `alert-${alert.dataset.alert}`;
    const button = alert.querySelector("button");
    alert.hidden = remembers(name);
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(name);
      alert.hidden = true;
      document.getElementById("main").focus({ preventScroll: true });
    });
  }
}
