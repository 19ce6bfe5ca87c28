// The three groups: a card opens its customer beside the board, and the address remembers it.

const board = document.getElementById("beside");
const panel = document.getElementById("beside-panel");

function mark(id) {
  for (const card of board.querySelectorAll(".board-card")) card.toggleAttribute("aria-current", card.dataset.customer === id);
  for (const card of board.querySelectorAll(".board-card[aria-current]")) card.setAttribute("aria-current", "true");
}

function close() {
  board.classList.remove("open");
  panel.hidden = true;
  mark("");
  history.replaceState(null, "", location.pathname);
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target !== panel) return;
  board.classList.add("open");
  panel.hidden = false;
  const card = event.detail.requestConfig?.elt?.closest(".board-card");
  if (!card) return;
  mark(card.dataset.customer);
  history.replaceState(null, "", `?customer=${card.dataset.customer}`);
  panel.focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close-beside]")) return;
  event.preventDefault();
  close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && board.classList.contains("open")) close();
});
