// Buttons that copy the words of another element: <button data-copy="#id" data-copied="Copied">.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent);
  const words = button.lastChild.textContent;
  button.lastChild.textContent = button.dataset.copied;
  setTimeout(() => (button.lastChild.textContent = words), 2_000);
});
