// The words of the page's language, put there by the server as JSON.

const place = document.getElementById("memnun-words");
const words = place ? JSON.parse(place.textContent) : {};

/** The word with this name; `count` is set into it where it says %(count)s. */
export function word(name, count) {
  return (words[name] ?? name).replace("%(count)s", count ?? "");
}
