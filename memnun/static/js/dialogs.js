// Dialogs and menus: native <dialog> and <details>, opened and closed by data attributes.
//   <button data-open="ID">            opens the dialog with that id
//   <button data-close>                closes the dialog it stands in; a button that sends, once its form is sent
//   hx-target="#dialog"                loads a part into the shared dialog and opens it
//   HX-Trigger: memnun:close-dialog    closes it after an act

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    closeMenus();
    open(document.getElementById(opener.dataset.open));
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer && !sends(closer)) closer.closest("dialog")?.close();
  else if (event.target instanceof HTMLDialogElement) event.target.close(); // a click beside it
  closeMenus(event.target.closest("details[data-menu]"));
});

// Not at the click: closing takes the focus, and with it htmx forgets which button was pressed.
document.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-close]")) event.submitter.closest("dialog")?.close();
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

function sends(button) {
  return button.type === "submit" && button.form !== null;
}

function open(dialog) {
  if (dialog && !dialog.open) dialog.showModal();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}
