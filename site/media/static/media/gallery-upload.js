/* Uploads many photos from the gallery's editor, two at a time, and puts them into the panel in the order chosen.

   A photo that is refused or lost on the way stays in the list with its sentence and may be tried again; the others
   go on. `root.panel` is Wagtail's MultipleChooserPanel. */

const AT_ONCE = 2;
const TIMEOUT = 180_000; // ms without an answer; a phone on 3G needs a minute for 8 MB
const REFUSED = 422;
const TOO_LARGE = 413;

class GalleryUpload {
  constructor(root) {
    this.root = root;
    this.entries = []; // in the order chosen
    this.next = 0; // the first entry that has not been put into the panel yet
    this.running = 0;
    this.input = root.querySelector("[data-upload-input]");
    this.list = root.querySelector("[data-upload-list]");
    this.total = root.querySelector("[data-upload-total]");
    this.retryAllButton = root.querySelector("[data-upload-retry-all]");
    root.querySelector("[data-upload-open]").addEventListener("click", () => this.input.click());
    this.input.addEventListener("change", (event) => this.chosen(event));
    this.retryAllButton.addEventListener("click", () => this.retryAll());
    window.addEventListener("online", () => this.retryAll());
    window.addEventListener("beforeunload", (event) => {
      if (this.unfinished()) event.preventDefault();
    });
  }

  chosen(event) {
    event.stopPropagation(); // the page's own "unsaved changes" begin when a photo has arrived
    for (const file of this.input.files) this.entries.push(this.entryFor(file));
    this.input.value = "";
    this.goOn();
  }

  entryFor(file) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.className = "gallery-upload__name";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    line.append(name, bar);
    this.list.append(line);
    return { file, line, bar, state: "waiting" };
  }

  goOn() {
    for (const entry of this.entries) {
      if (this.running >= AT_ONCE) break;
      if (entry.state === "waiting") this.send(entry);
    }
    this.show();
  }

  send(entry) {
    this.running += 1;
    entry.state = "sending";
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", entry.file, entry.file.name);
    request.open("POST", this.root.dataset.url);
    request.timeout = TIMEOUT;
    request.setRequestHeader("X-CSRFToken", this.root.closest("form").elements.csrfmiddlewaretoken.value);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) entry.bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => this.answered(entry, request));
    request.send(body);
  }

  answered(entry, request) {
    this.running -= 1;
    const answer = parsed(request.responseText);
    if (request.status === 200 && answer.id) {
      entry.state = "done";
      entry.photo = answer;
    } else {
      entry.state = "failed";
      entry.lost = request.status !== REFUSED;
      this.showProblem(entry, answer.error || this.sentenceFor(request.status));
    }
    this.putInOrder();
    this.goOn();
  }

  sentenceFor(status) {
    const text = this.root.dataset;
    if (status === 0) return text.textDropped;
    if (status === 403) return text.textSignedOut;
    return status === TOO_LARGE ? text.textLarge : text.textServer;
  }

  /* Photos appear in the order chosen: one that is done waits for those before it. */
  putInOrder() {
    while (["done", "failed"].includes(this.entries[this.next]?.state)) {
      const entry = this.entries[this.next];
      this.next += 1;
      if (entry.state === "done") {
        this.put(entry.photo);
        entry.line.remove();
      }
    }
  }

  put(photo) {
    const { panel } = this.root;
    const { formsetPrefix, chooserFieldName } = panel.opts;
    const field = this.emptyField() ?? this.newField(`${formsetPrefix}-${panel.formCount}-${chooserFieldName}`);
    panel.chooserWidgetFactory.getById(field).setStateFromModalData(photo);
    document.getElementById(field).dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* A new gallery opens with one empty place. */
  emptyField() {
    const { formsetPrefix, chooserFieldName } = this.root.panel.opts;
    const places = document.querySelectorAll(
      `#${formsetPrefix}-FORMS > :not(.deleted) input[name$="-${chooserFieldName}"]`,
    );
    const last = places[places.length - 1];
    return last && !last.value ? last.id : null;
  }

  newField(id) {
    const { panel } = this.root;
    panel.initialFocus = () => {}; // sixty new places must not pull the page about
    panel.addForm();
    delete panel.initialFocus;
    return id;
  }

  showProblem(entry, sentence) {
    entry.bar.hidden = true;
    const problem = document.createElement("span");
    problem.className = "gallery-upload__problem";
    problem.textContent = sentence;
    entry.line.append(problem, this.button("textRetry", () => this.retry(entry)));
    entry.line.append(this.button("textDismiss", () => this.dismiss(entry)));
  }

  button(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary";
    button.textContent = this.root.dataset[text];
    button.addEventListener("click", act);
    return button;
  }

  /* What is tried again comes last, since the others may be in their places already. */
  retry(entry) {
    if (!this.dismiss(entry)) return;
    this.entries.push(this.entryFor(entry.file));
    this.goOn();
  }

  retryAll() {
    for (const entry of this.entries.filter((each) => each.state === "failed" && each.lost)) this.retry(entry);
  }

  dismiss(entry) {
    if (entry.state !== "failed") return false;
    entry.state = "dismissed";
    this.entries = this.entries.filter((each, place) => {
      if (each === entry && place < this.next) this.next -= 1;
      return each !== entry;
    });
    entry.line.remove();
    this.show();
    return true;
  }

  unfinished() {
    return this.entries.some((entry) => entry.state === "waiting" || entry.state === "sending");
  }

  show() {
    const { textProgress, textFailed } = this.root.dataset;
    const done = this.entries.filter((entry) => entry.state === "done").length;
    const failed = this.entries.filter((entry) => entry.state === "failed");
    const words = [textProgress.replace("{done}", done).replace("{total}", this.entries.length)];
    if (failed.length) words.push(textFailed.replace("{count}", failed.length));
    this.total.hidden = this.entries.length === 0;
    this.total.querySelector("progress").value = done / Math.max(this.entries.length, 1);
    this.total.querySelector("[role=status]").textContent = words.join(". ");
    this.retryAllButton.hidden = !failed.some((entry) => entry.lost);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // a proxy's or a sign-in page
  }
}

for (const root of document.querySelectorAll("[data-gallery-upload]")) new GalleryUpload(root);
