/* Sends files one by one with progress. Without this module the form's own button sends them all at once.

   Markup (partials/drop.html):
     <form data-upload method="post" enctype="multipart/form-data" action="…">
                                data-list="#files" is the <ul> that rows join; the texts are data attributes of the form
       <input type="file" …>    one or more; each file is posted alone under the name of its input, with the other fields
       [data-upload-send]       the button for browsers without script, hidden here
       <template data-upload-row>  <li class="file"> with [data-kind] [data-name] [data-note] <progress> and the buttons
                                [data-stop] [data-retry] [data-dismiss]
     [data-upload-summary]      anywhere: "5 tệp · 11,4 MB"

   The server gets the header X-Upload: 1 and answers JSON: 2xx {html, summary?}, html being the finished <li>, which takes
   the row's place, and the form gets the event "upload:done"; else {error}, said in the row. A file that fails or is stopped does not hold up the others. */

const AT_ONCE = 2;

class Upload {
  constructor(queue, name, file) {
    Object.assign(this, { queue, name, file });
    this.row = queue.form.querySelector("template[data-upload-row]").content.firstElementChild.cloneNode(true);
    this.part("name").textContent = file.name;
    this.part("kind").textContent = (file.name.split(".").pop() || "").slice(0, 4).toUpperCase();
    this.bar = this.row.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    this.part("stop").addEventListener("click", () => this.stop());
    this.part("retry").addEventListener("click", () => queue.add(this));
    this.part("dismiss").addEventListener("click", () => this.row.remove());
    queue.list.prepend(this.row);
    this.wait();
  }

  part(name) {
    return this.row.querySelector(`[data-${name}]`);
  }

  wait() {
    this.over = false;
    this.show(this.queue.text.waiting, true);
  }

  show(note, running) {
    this.part("note").textContent = note;
    this.bar.hidden = this.part("stop").hidden = !running;
    this.part("retry").hidden = this.part("dismiss").hidden = running;
  }

  stop() {
    if (this.request) this.request.abort();
    else this.end(this.queue.text.stopped);
  }

  send() {
    const request = (this.request = new XMLHttpRequest());
    const body = new FormData(this.queue.form);
    for (const input of this.queue.inputs) body.delete(input.name);
    body.append(this.name, this.file);
    request.open("POST", this.queue.form.action);
    request.setRequestHeader("X-Upload", "1");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    this.progress({ loaded: 0, total: this.file.size || 1 });
    request.upload.addEventListener("progress", (event) => this.progress(event));
    return new Promise((done) => {
      request.addEventListener("abort", () => done(this.end(this.queue.text.stopped)));
      request.addEventListener("error", () => done(this.end(this.queue.text.offline)));
      request.addEventListener("load", () => done(this.answered(request)));
      request.send(body);
    });
  }

  progress({ loaded, total }) {
    const percent = Math.floor((100 * loaded) / total);
    this.bar.value = percent;
    this.part("note").textContent =
      percent < 100 ? this.queue.text.sending.replace("{percent}", percent) : this.queue.text.checking;
  }

  answered({ status, response, responseURL }) {
    const moved = responseURL && new URL(responseURL).pathname !== new URL(this.queue.form.action).pathname;
    if (status === 401 || status === 403 || moved) return this.end(this.queue.text.signedOut);
    if (status < 200 || status > 299 || !response?.html) return this.end(response?.error || this.queue.text.failed);
    const holder = document.createElement("template");
    holder.innerHTML = response.html.trim();
    this.queue.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true }));
    const held = this.row.contains(document.activeElement);
    const finished = holder.content.firstElementChild;
    this.row.replaceWith(finished);
    if (held) finished.querySelector("a, button")?.focus();
    const summary = document.querySelector("[data-upload-summary]");
    if (summary && response.summary) summary.textContent = response.summary;
  }

  end(note) {
    this.over = true;
    this.request = null;
    this.part("note").setAttribute("role", "alert");
    this.show(note, false);
  }
}

class Queue {
  constructor(form) {
    this.form = form;
    this.text = form.dataset;
    this.list = document.querySelector(form.dataset.list);
    this.inputs = [...form.querySelectorAll("input[type=file]")];
    this.waiting = [];
    this.running = 0;
    form.querySelector("[data-upload-send]").hidden = true;
    for (const input of this.inputs) input.addEventListener("change", () => this.take(input, input.files));
    form.addEventListener("dragover", (event) => this.hover(event, true));
    form.addEventListener("dragleave", (event) => this.hover(event, false));
    form.addEventListener("drop", (event) => {
      this.hover(event, false);
      this.take(this.inputs[0], event.dataTransfer.files);
    });
    addEventListener("beforeunload", (event) => this.running && event.preventDefault());
  }

  hover(event, over) {
    event.preventDefault();
    this.form.classList.toggle("is-over", over);
  }

  take(input, files) {
    for (const file of files) this.waiting.push(new Upload(this, input.name, file));
    input.value = "";
    this.next();
  }

  add(upload) {
    upload.wait();
    this.waiting.push(upload);
    this.next();
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length) {
      const upload = this.waiting.shift();
      if (upload.over) continue;
      this.running += 1;
      upload.send().finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }
}

for (const form of document.querySelectorAll("form[data-upload]")) new Queue(form);
