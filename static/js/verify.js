/* Takes the SHA-256 of a PDF in the browser, so that the file never leaves it.

   Markup (home/verify.html): <form data-verify> with the texts data-reading, data-ready, data-failed;
     [data-verify-drop] hidden until this runs, with an <input type="file"> and [data-verify-said];
     <input name="sha256"> gets the digest. Browsers give digests on https and on localhost only; elsewhere the place for
     a file stays hidden, and the code alone is checked. */

const form = document.querySelector("[data-verify]");
const drop = form?.querySelector("[data-verify-drop]");

async function digestOf(file) {
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function take(file) {
  const said = drop.querySelector("[data-verify-said]");
  const target = form.elements.sha256;
  target.value = "";
  said.textContent = `${form.dataset.reading}: ${file.name}`;
  try {
    target.value = await digestOf(file);
    said.textContent = `${file.name}. ${form.dataset.ready}`;
  } catch {
    said.textContent = form.dataset.failed;
  }
}

if (drop && globalThis.crypto?.subtle) {
  const input = drop.querySelector("input[type=file]");
  drop.hidden = false;
  input.addEventListener("change", () => input.files[0] && take(input.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) take(file);
  });
}
