// The guided story: one step after another, each with its day, its mark and the author's words.

class Tour {
  constructor(app, steps) {
    this.app = app;
    this.steps = steps;
    this.at = 0;
    this.card = el("article", { class: "mk-stop", tabindex: -1 });
    this.place = el("p", { class: "mk-hint", role: "status" });
    const button = (words, step) => el("button", { type: "button", class: "mk-turn", onclick: () => this.go(this.at + step, true) }, words);
    this.back = button(t("story-back"), -1);
    this.next = button(t("story-next"), 1);
    this.nodes = [this.place, this.card, el("div", { class: "mk-turns" }, this.back, this.next)];
    this.show();
  }

  // Turns to a step without showing its day.
  put(number) {
    this.at = Math.max(0, Math.min(this.steps.length - 1, number));
    this.show();
  }

  go(number, focus) {
    this.put(number);
    const { app } = this;
    if (app.time) app.time.stop();
    app.visit(this.steps[this.at]);
    if (focus) this.card.focus({ preventScroll: true });
  }

  show() {
    const step = this.steps[this.at], feature = step.id && this.app.byId.get(step.id);
    this.place.textContent = t("story-step", { n: this.at + 1, of: this.steps.length });
    this.card.replaceChildren(
      step.day ? el("p", { class: "mk-stop-day" }, dayWords(toDay(step.day))) : "",
      el("h2", { dir: "auto" }, step.heading), ...step.text.split(/\n+/).filter(Boolean).map((text) => el("p", { dir: "auto" }, text)),
      feature ? el("p", {}, this.app.panel.link(feature, t("story-sources"))) : "");
    this.back.disabled = this.at === 0;
    this.next.disabled = this.at === this.steps.length - 1;
  }
}
