/* One-letter shortcuts to links: <a data-key="j" href="…">. Off while typing, and off for good for whoever turns them off
   (WCAG 2.2, 2.1.4): <button type="button" data-keys-toggle aria-pressed="true" hidden>, shown by this module. */

const STORE = "keys";
const TYPING = "input, textarea, select, [contenteditable]";
const isOn = () => localStorage.getItem(STORE) !== "off";

for (const toggle of document.querySelectorAll("[data-keys-toggle]")) {
  const show = () => toggle.setAttribute("aria-pressed", String(isOn()));
  toggle.addEventListener("click", () => {
    if (isOn()) localStorage.setItem(STORE, "off");
    else localStorage.removeItem(STORE);
    show();
  });
  toggle.hidden = false;
  show();
}

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
  const link = [...document.querySelectorAll("a[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
  if (!link) return;
  event.preventDefault();
  link.click();
});
