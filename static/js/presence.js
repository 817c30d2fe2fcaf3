/* Tells who else has the page open. Without this module the page says who was there when it was loaded.

     <div data-presence="<address>" role="status">…</div>   what is in it is replaced by what the address answers

   Asked every half minute while the page is in front: sent are the token and the version of the form that js/autosave.js
   keeps current. An answer like the last one changes nothing, so that a screen reader says it once. No answer: later. */

const EVERY_MS = 25000;

function watch(region, form) {
  let last = region.innerHTML.trim();

  async function ask() {
    if (document.visibilityState !== "visible") return;
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "version"]) body.set(name, form.elements[name].value);
    const headers = { "X-Requested-With": "XMLHttpRequest", "X-By-Itself": "1" };
    const response = await fetch(region.dataset.presence, { method: "POST", body, headers, credentials: "same-origin" });
    if (!response.ok) return;
    const html = (await response.text()).trim();
    if (html !== last) region.innerHTML = last = html;
  }

  setInterval(() => ask().catch(() => {}), EVERY_MS);
}

const form = document.querySelector("form[data-autosave]");
if (form) for (const region of document.querySelectorAll("[data-presence]")) watch(region, form);
