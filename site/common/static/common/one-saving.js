/* A form that is sent while its draft is being saved by itself would be written twice, and a new page made twice.
   It waits for that saving to end, and goes then, to the page that the saving made. No saving begins afterwards. */

class OneSaving {
  constructor(form) {
    this.form = form;
    this.isSaving = false;
    this.isLeaving = false;
    form.addEventListener("w-autosave:save", (event) => this.saves(event));
    form.addEventListener("w-autosave:success", () => this.saved());
    form.addEventListener("w-autosave:error", () => this.saved());
    form.addEventListener("submit", (event) => this.leaves(event), { capture: true });
    window.addEventListener("pageshow", () => (this.isLeaving = false)); // back from where it led
  }

  saves(event) {
    if (this.isLeaving) event.preventDefault();
    else this.isSaving = true;
  }

  leaves(event) {
    this.isLeaving = true;
    if (!this.isSaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.choice = event.submitter; // it will be greyed out by then, and a greyed-out button is not sent
  }

  saved() {
    this.isSaving = false;
    if (!this.isLeaving) return;
    if (this.choice?.name) {
      const { name, value } = this.choice;
      this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    this.form.requestSubmit();
  }
}

for (const form of document.querySelectorAll('form[data-controller~="w-autosave"]')) new OneSaving(form);
