/* Parts that ask for fresh figures (data-live, hx-trigger="every …") do so only while the page is in front: nobody
   reads them otherwise. Without this module they ask all the same; without htmx a link loads the page again. */

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("[data-live]") && document.visibilityState !== "visible") event.preventDefault();
});
