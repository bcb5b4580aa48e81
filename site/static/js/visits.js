// Says that this page was opened, and shows how often pages were. No cookie goes along, and nothing about who reads.
const numbers = document.querySelector("[data-visits]");

async function count() {
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

function begin() {
  count().catch(() => {}); // without the numbers nothing is missing
}

// A page in a frame is one that the staff looks over, and one that is made ready in advance was not opened yet.
if (numbers && window === window.top) {
  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
