/* Asks before a page is left with something typed and not sent: no browser keeps a page of the portal to go back to.
   Forms that save or send by themselves ([data-autosave], [data-upload], [hx-post]) need no question. Without this module
   what was typed and not sent is gone with the page. */

const BY_ITSELF = "[data-autosave], [data-upload], [hx-post]";
const unsent = new Set();

addEventListener("input", ({ target }) => {
  if (target.form?.method === "post" && !target.form.matches(BY_ITSELF)) unsent.add(target.form);
});
addEventListener("submit", (event) => unsent.delete(event.target));
addEventListener("beforeunload", (event) => {
  if ([...unsent].some((form) => form.isConnected)) event.preventDefault();
});
