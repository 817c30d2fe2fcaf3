// Passkeys: allauth's scripts do the ceremony; here only what a person reads when it did not work out.
"use strict";

for (const one of document.querySelectorAll("[data-passkey]")) {
  one.hidden = !window.PublicKeyCredential;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-passkey-error]");
  if (said) {
    said.hidden = false;
    said.focus();
  }
});
