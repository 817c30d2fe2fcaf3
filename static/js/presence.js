/* Tells who else has the page open. Without this module the page says who was there when it was loaded.

     <div data-presence="<address>" role="status">…</div>   what is in it is replaced by what the address answers

   Asked every half minute while the page is in front, with the version of the form that js/autosave.js keeps current. An
   answer like the last one changes nothing, so that a screen reader says it once. No answer: it is asked again later. */

const EVERY_MS = 25000;

function watch(region) {
  const version = () => document.querySelector("form[data-autosave]")?.elements.version.value || "0";
  let last = region.innerHTML.trim();

  async function ask() {
    if (document.visibilityState !== "visible") return;
    const address = `${region.dataset.presence}?version=${version()}`;
    const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok) return;
    const html = (await response.text()).trim();
    if (html !== last) region.innerHTML = last = html;
  }

  setInterval(() => ask().catch(() => {}), EVERY_MS);
}

for (const region of document.querySelectorAll("[data-presence]")) watch(region);
