// Questions are dragged to their place with mouse or finger; the arrow buttons do the same without a script.

const list = document.querySelector("[data-questions]");
let dragged = null;

function rows() {
  return [...list.querySelectorAll("[data-question]")];
}

function rowAt(y) {
  return rows().find((row) => row !== dragged && y < row.getBoundingClientRect().bottom);
}

list?.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".question-grip");
  if (!grip) return;
  event.preventDefault();
  dragged = grip.closest("[data-question]");
  dragged.classList.add("dragged");
  list.setPointerCapture(event.pointerId);
});

list?.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const before = rowAt(event.clientY - dragged.offsetHeight / 2);
  if (before) list.insertBefore(dragged, before);
  else list.append(dragged);
});

list?.addEventListener("pointerup", async () => {
  if (!dragged) return;
  const row = dragged;
  dragged = null;
  row.classList.remove("dragged");
  const body = new FormData(row.querySelector("form"));
  body.set("to", String(rows().indexOf(row)));
  await fetch(row.dataset.move, { method: "POST", body });
  location.reload();
});

list?.addEventListener("pointercancel", () => location.reload());
list?.classList.add("draggable");
