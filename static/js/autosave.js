/* Saves a form while it is being filled in. Without this module the form is sent by its buttons as ever.

   Markup (partials/saved.html and partials/autosave_offer.html hold the second half):
     <form data-autosave method="post" action="…">     data-autosave="<address>" when it is not the form's action;
                                                       data-owner and data-saved-by: public ids of the user and of
                                                       whoever saved the version shown;
                                                       data-autosave-exact when every space and mark counts
       <input type="hidden" name="version" value="7">  the version that was read
       <div data-autosave-conflict></div>              where the server's account of a conflict goes
     [data-autosave-status]    the status line; its texts are data attributes, {time} and {reason} are filled in
     [data-autosave-missing]   a place in it for "1 chỗ cần xem lại"
     [data-autosave-offer]     hidden; offers back what could not be saved ([data-restore], [data-discard], [data-when])

   The server gets the form with the header X-Autosave: 1 and answers JSON
     200 {version, saved_at: "14:05", missing: {text, href} or null}
     409 {conflict_html}       somebody saved first: nothing typed is replaced, and saving pauses until the form is sent
     4xx {error}               said in the status line
   After each saving the form gets the event "autosave:saved".
   A redirect to the sign-in, a 401 or 403, or no answer at all: the fields stay in this browser, under the address and
   the owner, and are offered again when the page is next opened. They are restored with the version they were typed
   over, so that a colleague's later text is a conflict and is not overwritten. */

const IDLE_MS = 1200;
const RETRY_MS = 15000;
const SLOW_MS = 500;
const HOLD_MS = 5000;
const KEEP_DAYS = 7;
const KEEPALIVE_BYTES = 60000; // browsers refuse more on a page that is going away
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "version"]);

const find = (name) => document.querySelector(`[data-autosave-${name}]`);
/* The server writes 1840 back as 1.840: marks and spaces make no difference, except where every mark is printed. */
const bare = ([name, value]) => `${name}=${value.replace(/[\s.,]/g, "")}`;
const exact = ([name, value]) => `${name}=${value}`;

/* Browsers may refuse storage altogether; then nothing can be offered, and keep() says so. */
const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key) || "null");
  } catch {
    return null;
  }
};
const forget = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    /* nothing was kept */
  }
};

class Autosave {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.autosave || form.action;
    this.key = `autosave:${form.dataset.owner || ""}:${new URL(this.url, location.href).pathname}`;
    this.status = find("status");
    this.written = form.dataset.autosaveExact === undefined ? bare : exact;
    this.saved = this.essence();
    this.busy = this.paused = this.leaving = false;
    form.addEventListener("input", () => this.later(IDLE_MS));
    form.addEventListener("change", () => this.save());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.flush());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    this.offer();
  }

  pairs() {
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
  }

  get version() {
    return this.form.elements.version;
  }

  essence() {
    return this.pairs().map(this.written).join("&");
  }

  get dirty() {
    return this.essence() !== this.saved;
  }

  holdsAll(kept) {
    const there = new Set(this.pairs().map(this.written));
    return kept.every((pair) => !pair[1].trim() || there.has(this.written(pair)));
  }

  later(ms) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), ms);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.busy || this.leaving || !this.dirty) return;
    if (this.paused) return this.keep();
    this.busy = true;
    const sent = this.essence();
    const slow = setTimeout(() => this.say("saving"), SLOW_MS);
    try {
      await this.answered(await this.post(), sent);
    } catch {
      this.fail("offline");
      this.later(RETRY_MS);
    }
    clearTimeout(slow);
    this.busy = false;
    this.held?.();
  }

  /* A save under way brings a new version: sent with the old one, the form would be in conflict with itself. */
  submitted(event) {
    if (!this.busy) return this.leave();
    event.preventDefault();
    const go = (this.held = () => {
      if (this.held !== go) return;
      this.held = null;
      this.busy = false;
      this.form.requestSubmit(event.submitter);
    });
    setTimeout(go, HOLD_MS);
  }

  post(keepalive = false) {
    const headers = { "X-Autosave": "1", "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
    return fetch(this.url, { method: "POST", body: this.body(), headers, keepalive, credentials: "same-origin" });
  }

  body() {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    return body;
  }

  async answered(response, sent) {
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (response.redirected || response.status === 401 || response.status === 403) return this.signedOut();
    if (!isJson) throw new Error(`HTTP ${response.status}`);
    const answer = await response.json();
    if (response.status === 409) return this.conflict(answer);
    if (!response.ok) return this.fail("refused", answer.error);
    this.version.value = answer.version;
    this.saved = sent;
    forget(this.key);
    this.say("saved", { time: answer.saved_at });
    this.missing(answer.missing);
    this.form.dispatchEvent(new CustomEvent("autosave:saved"));
    if (this.dirty) this.later(IDLE_MS);
  }

  conflict(answer) {
    this.paused = true;
    this.held = null;
    this.keep();
    find("conflict").innerHTML = answer.conflict_html;
    this.say("conflict", {}, true);
    find("conflict").scrollIntoView({ block: "nearest" });
  }

  signedOut() {
    this.paused = true;
    this.keep();
    this.say("signedOut", {}, true);
  }

  fail(text, reason = "") {
    this.keep();
    this.say(text, { reason }, true);
  }

  say(text, values = {}, failed = false) {
    const words = this.status.querySelector("[data-words]");
    words.textContent = this.status.dataset[text].replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");
    this.status.classList.toggle("is-failed", failed);
    const link = this.status.querySelector("[data-sign-in]");
    if (link) link.hidden = text !== "signedOut";
  }

  missing(gap) {
    const place = find("missing");
    if (!place) return;
    place.replaceChildren();
    if (!gap) return;
    const link = Object.assign(document.createElement("a"), { href: gap.href, textContent: gap.text });
    place.append(link);
  }

  /* ---- what the server has not confirmed stays in this browser ---- */

  keep() {
    const entry = { at: Date.now(), version: this.version.value, pairs: this.pairs() };
    try {
      localStorage.setItem(this.key, JSON.stringify(entry));
    } catch {
      this.say("unkept", {}, true);
    }
  }

  leave() {
    this.leaving = true;
    if (this.dirty) this.keep();
  }

  flush() {
    if (this.leaving || this.paused || !this.dirty) return;
    this.keep();
    if (new URLSearchParams(this.body()).toString().length < KEEPALIVE_BYTES) this.post(true).catch(() => {});
  }

  /* Whether the server has it after all: the same words, or a later version by the same person. */
  arrived(entry) {
    const { owner, savedBy } = this.form.dataset;
    const mine = savedBy && savedBy === owner && Number(this.version.value) > Number(entry.version);
    return mine || this.holdsAll(entry.pairs);
  }

  offer() {
    const entry = stored(this.key);
    if (!entry || Date.now() - entry.at > KEEP_DAYS * 86400000 || this.arrived(entry)) return forget(this.key);
    const block = find("offer");
    block.querySelector("[data-when]").textContent = written(new Date(entry.at));
    block.querySelector("[data-restore]").addEventListener("click", () => this.restore(entry, block));
    block.querySelector("[data-discard]").addEventListener("click", () => {
      forget(this.key);
      block.hidden = true;
    });
    block.hidden = false;
  }

  restore(entry, block) {
    this.version.value = entry.version;
    const values = grouped(entry.pairs);
    for (const field of this.form.querySelectorAll("input, textarea, select")) {
      if (!field.name || NOT_KEPT.has(field.name) || field.type === "hidden" || field.type === "file") continue;
      const texts = values.get(field.name) || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = texts.includes(field.value);
      else if (texts.length) field.value = texts[0];
    }
    for (const [name, [text]] of values) if (!this.form.elements[name]) this.addHidden(name, text);
    block.hidden = true;
    this.save();
  }

  /* A row of a repeating group that this page does not show is still sent. */
  addHidden(name, value) {
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
}

const grouped = (pairs) => {
  const groups = new Map();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) || []), value]);
  return groups;
};

/* 21/11/2026 14:05, as the portal writes it */
const written = (when) => {
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(when.getDate())}/${two(when.getMonth() + 1)}/${when.getFullYear()}`;
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())}`;
};

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
