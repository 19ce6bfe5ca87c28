// The desk's words in the page's language, put there by the server as JSON.

const place = document.getElementById("desk-words");
const words = place ? JSON.parse(place.textContent) ?? {} : {};

/** The word with this name; `count` is set into it where it says %(count)s. */
export function deskWord(name, count) {
  return (words[name] ?? name).replace("%(count)s", count ?? "");
}
