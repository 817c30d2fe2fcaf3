/* Adds and removes repeating rows without a round trip. Without this module the same buttons are sent to the server.

     [data-rows]                     the group; data-rows-next="3" is the index of the next row, data-rows-max="20" optional
       [data-row]                    one row; [data-row-remove] in it takes it away
       <template data-row-template>  a new row, with __index__ wherever its index stands (names, ids, labels)
       [data-rows-add]               the button that adds one */

const changed = (group) => group.dispatchEvent(new Event("change", { bubbles: true }));

function refresh(group) {
  const max = Number(group.dataset.rowsMax || Infinity);
  group.querySelector("[data-rows-add]").disabled = group.querySelectorAll("[data-row]").length >= max;
}

function add(group) {
  const index = Number(group.dataset.rowsNext);
  const holder = document.createElement("template");
  holder.innerHTML = group.querySelector("template[data-row-template]").innerHTML.replaceAll("__index__", index);
  const row = holder.content.querySelector("[data-row]");
  group.dataset.rowsNext = index + 1;
  const rows = group.querySelectorAll("[data-row]");
  const before = rows.length ? rows[rows.length - 1] : group.querySelector("template[data-row-template]");
  before.after(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  refresh(group);
}

function remove(group, row) {
  const next = row.nextElementSibling?.matches("[data-row]") ? row.nextElementSibling : row.previousElementSibling;
  row.remove();
  refresh(group);
  (next?.querySelector("[data-row-remove]") || group.querySelector("[data-rows-add]")).focus();
  changed(group);
}

for (const group of document.querySelectorAll("[data-rows]")) {
  refresh(group);
  group.addEventListener("click", (event) => {
    const gone = event.target.closest("[data-row-remove]");
    if (!gone && !event.target.closest("[data-rows-add]")) return;
    event.preventDefault();
    if (gone) remove(group, gone.closest("[data-row]"));
    else add(group);
  });
}
