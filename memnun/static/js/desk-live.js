// What arrives and what colleagues do changes only the rows, numbers and lines it concerns.
// The stream's events come as `memnun:<kind>` on the document (live.js).

import { chosenId, refreshCounts, refreshRows } from "./desk-list.js";

const KINDS = [
  "interactions.recorded", "conversations.assigned", "conversations.unassigned", "conversations.team_set",
  "conversations.resolved", "conversations.reopened", "conversations.snoozed", "conversations.woken",
  "conversations.awaited", "conversations.tagged", "conversations.untagged", "conversations.noted",
  "conversations.merged", "conversations.split", "conversations.rearrangement_undone", "conversations.put_back", "interactions.corrected",
];

for (const kind of KINDS) {
  document.addEventListener(`memnun:${kind}`, (event) => {
    const id = event.detail.conversation_id ?? event.detail.conversation;
    if (id) refreshRows([id]);
    refreshCounts();
  });
}

// After an undo the lines of the open conversation come from the server again.
document.addEventListener("memnun:changed", (event) => {
  if (event.detail.news && event.detail.ids.includes(chosenId())) window.htmx.trigger("#news", "news");
});

// The customer moved between the groups: show it, unless somebody is just writing why they see it differently.
for (const kind of ["segments.moved", "segments.overruled", "segments.overrule_taken_back"]) {
  document.addEventListener(`memnun:${kind}`, (event) => {
    const group = document.getElementById("group");
    if (group?.dataset.customer === event.detail.customer && !group.querySelector("details[open]")) window.htmx.trigger(group, "moved");
  });
}

// Too much was missed to be told one by one: fetch the list anew; the conversation asks by itself.
document.addEventListener("memnun:live.reset", () => {
  window.htmx.ajax("GET", `${document.getElementById("desk").dataset.inbox}${location.search}`, { target: "#list" });
});
