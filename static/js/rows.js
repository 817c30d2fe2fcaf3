/* Adds and removes repeating rows without a round trip. Without this module the same buttons are sent to the server.

     [data-rows]                     the group; data-rows-next="3" is the index of the next row, data-rows-max="20" optional
       [data-row]                    one row; in it [data-row-remove] takes it away, [data-row-up] and [data-row-down] move it,
                                     and the event "rows:after" adds one behind it
       <template data-row-template>  a new row, with __index__ wherever its index stands (names, ids, labels)
       [data-rows-add]               the button that adds one */

const changed = (group) => group.dispatchEvent(new Event("change", { bubbles: true }));

function refresh(group) {
  const max = Number(group.dataset.rowsMax || Infinity);
  group.querySelector("[data-rows-add]").disabled = group.querySelectorAll("[data-row]").length >= max;
}

function add(group, after) {
  const index = Number(group.dataset.rowsNext);
  const holder = document.createElement("template");
  holder.innerHTML = group.querySelector("template[data-row-template]").innerHTML.replaceAll("__index__", index);
  const row = holder.content.querySelector("[data-row]");
  group.dataset.rowsNext = index + 1;
  const rows = group.querySelectorAll("[data-row]");
  const before = after || rows[rows.length - 1] || group.querySelector("template[data-row-template]");
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

function move(group, row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other?.matches("[data-row]")) return;
  if (step < 0) other.before(row);
  else other.after(row);
  row.querySelector(step < 0 ? "[data-row-up]" : "[data-row-down]").focus();
  changed(group);
}

for (const group of document.querySelectorAll("[data-rows]")) {
  refresh(group);
  group.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-row-remove], [data-row-up], [data-row-down], [data-rows-add]");
    if (!pressed) return;
    event.preventDefault();
    const row = pressed.closest("[data-row]");
    if (!row) add(group);
    else if (pressed.matches("[data-row-remove]")) remove(group, row);
    else move(group, row, pressed.matches("[data-row-up]") ? -1 : 1);
  });
  group.addEventListener("rows:after", (event) => add(group, event.target.closest("[data-row]")));
}
