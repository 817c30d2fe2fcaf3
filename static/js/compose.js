/* The editor of a letter. Without this module every button sends the form, which does the same and shows the page anew.

     [data-beside="<address>"]     preview and findings ([data-part="…"]); asked for again after each saving
     [data-row] textarea           Enter begins a new paragraph, pasted lines become one each (js/rows.js makes the rows)
     button[data-line]             adds its line to "Kính gửi"
     input[data-names="<address>"] looks organisations up by name; [data-found] is where they are shown
     a[data-nth]                   leads to the row that now stands at this place */

const form = document.getElementById("letter");
const LOOK_UP_MS = 250;
const get = (address) => fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" });
const typedInto = (field) => {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

/* ---- preview and findings ---- */

class Beside {
  constructor(region) {
    this.region = region;
    form.addEventListener("autosave:saved", () => this.refresh());
    this.refresh();
  }

  /* One at a time: what was saved meanwhile is in the one after it. */
  async refresh() {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    this.region.classList.add("is-waiting");
    while (this.again) {
      this.again = false;
      await this.ask().catch(() => this.failed());
    }
    this.region.classList.remove("is-waiting");
    this.busy = false;
  }

  async ask() {
    const response = await get(this.region.dataset.beside);
    if (!response.ok || response.redirected) throw new Error(`HTTP ${response.status}`);
    await this.show(await response.text());
  }

  failed() {
    const wait = this.region.querySelector("[data-wait]");
    if (wait) wait.textContent = this.region.dataset.failed;
  }

  /* The findings at once; the pages when their pictures are there, so that nothing flickers. Pictures are asked for by
     the very elements that will show them: no browser keeps one to show it a second time. */
  async show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    this.replace("findings", this.part(fresh, "findings"));
    const preview = this.part(fresh, "preview");
    await Promise.allSettled([...(preview?.querySelectorAll("img") || [])].map((picture) => picture.decode()));
    this.replace("preview", preview);
  }

  part(fresh, name) {
    const found = fresh.querySelector(`[data-part="${name}"]`);
    return found && document.importNode(found, true);
  }

  replace(name, then) {
    const now = this.region.querySelector(`[data-part="${name}"]`);
    if (!now || !then || now.contains(document.activeElement)) return;
    now.replaceWith(then);
  }
}

/* ---- paragraphs ---- */

const rowOf = (element) => element.closest("[data-row]");
const textOf = (row) => row.querySelector("textarea");

function insertAfter(row, text) {
  row.dispatchEvent(new CustomEvent("rows:after", { bubbles: true }));
  const made = row.nextElementSibling;
  textOf(made).value = text;
  return made;
}

/* The words after the cursor, and what came in between, go into paragraphs of their own. */
function split(area, lines) {
  const { value, selectionStart, selectionEnd } = area;
  const rest = value.slice(selectionEnd).trimStart();
  area.value = (value.slice(0, selectionStart) + lines[0]).trimEnd();
  const last = lines.slice(1).reduce((row, line) => insertAfter(row, line), rowOf(area));
  const end = textOf(last);
  const place = end.value.length;
  end.value += rest;
  end.focus();
  end.setSelectionRange(place, place);
  typedInto(end);
}

function watchParagraphs(body) {
  body.addEventListener("beforeinput", (event) => {
    if (!rowOf(event.target) || !["insertLineBreak", "insertParagraph"].includes(event.inputType)) return;
    event.preventDefault();
    split(event.target, ["", ""]);
  });
  body.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text/plain").split(/\r?\n/).filter((line) => line.trim());
    if (!event.target.matches("[data-row] textarea") || lines.length < 2) return;
    event.preventDefault();
    split(event.target, lines.map((line) => line.trim()));
  });
}

/* ---- addressees ---- */

function addLine(line) {
  const area = form.elements.recipients;
  const lines = area.value.split("\n").filter((one) => one.trim());
  if (!lines.includes(line)) area.value = [...lines, line].join("\n");
  typedInto(area);
}

function watchNames(input) {
  const place = document.querySelector("[data-found]");
  let timer;
  let asked = 0;
  const look = async () => {
    const turn = ++asked;
    const response = await get(`${input.dataset.names}?name=${encodeURIComponent(input.value)}`);
    const html = await response.text();
    if (response.ok && turn === asked) place.innerHTML = html;
  };
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(() => look().catch(() => {}), LOOK_UP_MS);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
}

/* ---- wiring ---- */

document.addEventListener("click", (event) => {
  const line = event.target.closest("button[data-line]");
  if (line) {
    event.preventDefault();
    addLine(line.dataset.line);
  }
  const lead = event.target.closest("a[href^='#']");
  if (!lead) return;
  const row = lead.dataset.nth && document.querySelectorAll("#body [data-row]")[Number(lead.dataset.nth)];
  const target = row ? textOf(row) : document.querySelector(lead.getAttribute("href"));
  if (!target) return;
  if (target.matches("details")) target.open = true;
  if (!target.matches("input, textarea, select")) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: "center" });
});

document.addEventListener("upload:done", () => form.dispatchEvent(new CustomEvent("autosave:saved")));
for (const body of document.querySelectorAll("#body")) watchParagraphs(body);
for (const input of document.querySelectorAll("input[data-names]")) watchNames(input);
for (const region of document.querySelectorAll("[data-beside]")) new Beside(region);
