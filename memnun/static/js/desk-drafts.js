// What is being written survives reloads and walks through the list, for as long as the tab lives.
//   <form data-draft="NAME"> keeps its textarea under that name.

const PREFIX = "memnun-draft-";

function restore(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) {
    const field = form.querySelector("textarea");
    if (field && !field.value) field.value = sessionStorage.getItem(PREFIX + form.dataset.draft) ?? "";
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || !event.target.matches("textarea")) return;
  if (event.target.value) sessionStorage.setItem(PREFIX + form.dataset.draft, event.target.value);
  else sessionStorage.removeItem(PREFIX + form.dataset.draft);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.matches?.("form[data-draft]") ? event.target : null; // not a file or button inside it
  const { status } = event.detail.xhr;
  if (!form || status < 200 || status >= 400) return;
  sessionStorage.removeItem(PREFIX + form.dataset.draft);
  form.reset();
});

document.addEventListener("htmx:afterSwap", (event) => restore(event.target));
restore(document);
