// Dialogs and menus: native <dialog> and <details>, opened and closed by data attributes.
//   <button data-open="ID">            opens the dialog with that id
//   <button data-close>                closes the dialog it stands in
//   hx-target="#dialog"                loads a part into the shared dialog and opens it
//   HX-Trigger: memnun:close-dialog    closes it after an act

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    closeMenus();
    open(document.getElementById(opener.dataset.open));
    return;
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
  else if (event.target instanceof HTMLDialogElement) event.target.close(); // a click beside it
  closeMenus(event.target.closest("details[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.childElementCount) open(event.target);
});

document.addEventListener("memnun:close-dialog", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});

function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}
