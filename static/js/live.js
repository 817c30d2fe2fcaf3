/* Parts that ask for fresh figures (data-live, hx-trigger="every …") do so only while the page is in front: nobody
   reads them otherwise. They say that they ask by themselves, so that a page left open keeps no session open. Without
   this module they ask all the same; without htmx a link loads the page again. */

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("[data-live]") && document.visibilityState !== "visible") event.preventDefault();
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.matches("[data-live]")) event.detail.headers["X-By-Itself"] = "1";
});
