// The time bar: two clocks (the day, and what was known by when), when things happen, and the ways to move through it.

const SPEEDS = [0.5, 1, 2, 4];
const WINDOWS = [0, 1, 7, 30, 90, 365];

class TimeBar {
  constructor(story, app) {
    this.app = app;
    [this.low, this.high] = story.range.map(toDay);
    this.story = story;
    this.speed = 1;
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.pause = reduced ? 1400 : Math.max(160, Math.min(900, 24000 / (this.high - this.low)));
    // a story of centuries is told in about a minute
    this.stride = Math.max(1, Math.ceil((this.high - this.low) / 400));
    this.range = el("input", { type: "range", min: this.low, max: this.high, step: 1, "aria-label": t("day-shown"), oninput: () => { this.stop(); app.go(+this.range.value); } });
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.playButton = el("button", { type: "button", class: "mk-play", onclick: () => (this.timer ? this.stop() : this.play()) });
    this.day = el("div", { class: "mk-day" });
    this.words = el("p", { class: "mk-words", role: "status", "aria-live": "polite" });
    const button = (words, text, step) => el("button", { type: "button", class: "mk-step", "aria-label": words, title: words, onclick: () => { this.stop(); this.step(step); } }, el("span", { "aria-hidden": "true" }, text));
    this.cursor = el("div", { class: "mk-cursor" });
    this.axisNode = el("div", { class: "mk-axis", "aria-hidden": "true" });
    this.barsNode = el("div", { class: "mk-bars", "aria-hidden": "true" });
    this.afterNode = el("div", { class: "mk-after", "aria-hidden": "true" }, el("span", {}, t("after-latest")));
    this.track = el("div", { class: "mk-track" }, this.afterNode, this.barsNode, this.cursor, this.range, this.axisNode);
    new ResizeObserver(() => { this.axis(); this.after(); }).observe(this.track);
    this.node = el("section", { class: "mk-time", "aria-label": t("clock") },
      el("div", { class: "mk-clock" }, button(t("previous"), "\u2039", -1), this.playButton, button(t("next"), "\u203a", 1), this.day, this.words, this.options()),
      this.track);
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
    new IntersectionObserver(([entry]) => entry.isIntersecting || this.stop()).observe(this.node);
    this.face();
  }

  // Speed, window and the second clock; on a narrow page they fold away.
  options() {
    const choice = (name, words, values, value, change) => el("label", { class: "mk-choice" }, el("span", {}, words),
      el("select", { name, onchange: (event) => change(+event.target.value) }, values.map(([number, text]) => el("option", { value: number, selected: number === value }, text))));
    const { known } = this.story;
    const box = el("div", { class: "mk-options" },
      choice("speed", t("speed"), SPEEDS.map((x) => [x, t("speed-times", { x: x === 0.5 ? "\u00bd" : String(x) })]), 1, (x) => { this.speed = x; if (this.timer) this.play(); }),
      choice("window", t("earlier-events"), WINDOWS.map((days) => [days, days ? t("last-days", { n: days }) : t("earlier-all")]), 0, (days) => this.app.setWindow(days)),
      known.length ? choice("known", t("as-known"), [[known.length, t("known-now")], ...known.map((iso, step) => [step, t("known-on", { day: dayWords(toDay(iso)) })]).reverse()], known.length, (step) => this.app.setKnown(step)) : null);
    const toggle = el("button", { type: "button", class: "mk-more", "aria-expanded": "false", onclick: () => toggle.setAttribute("aria-expanded", box.classList.toggle("mk-open")) }, t("options"));
    return [toggle, box];
  }

  // Shows in the selects what a link or another part of the page chose.
  chosen(name, value) {
    const select = this.node.querySelector("select[name=" + name + "]");
    if (select) select.value = value;
  }

  left(day) {
    const share = Math.max(0, Math.min(1, (day - this.low) / (this.high - this.low || 1)));
    return "calc(var(--mk-thumb) / 2 + (100% - var(--mk-thumb)) * " + share.toFixed(5) + ")";
  }

  wide(days) {
    return "calc((100% - var(--mk-thumb)) * " + Math.max(0, days / (this.high - this.low || 1)).toFixed(5) + ")";
  }

  // The bars of these features: as wide as their dates are uncertain.
  use(features) {
    const inside = features
      .filter((f) => f.sign === "event" && f.since)
      .map((feature) => ({ feature, low: bounds(feature.since)[0], high: bounds(feature.since)[1] }))
      .filter(({ low, high }) => high >= this.low && low <= this.high)
      .sort((a, b) => Math.max(a.low, this.low) - Math.max(b.low, this.low) || a.high - b.high);
    const rows = rowsFor(inside.map(({ low, high }) => ({ low: Math.max(low, this.low), high: Math.min(high, this.high) })), 5, (this.high - this.low) / 90);
    this.features = features;
    // where the buttons step to: every day on which an event, a state or a journey begins or ends
    const turns = features.filter((f) => f.sign !== "issue").flatMap((f) => [f.since, f.until].filter(Boolean).flatMap(bounds));
    this.days = [...new Set(turns.filter((day) => day >= this.low && day <= this.high))].sort((a, b) => a - b);
    this.barsNode.style.setProperty("--mk-lanes", Math.max(1, ...rows.map((row) => row + 1)));
    this.barsNode.replaceChildren(...inside.map(({ feature, low, high }, index) => {
      const from = Math.max(low, this.low), to = Math.min(high, this.high);
      const open = (low < this.low ? " mk-open-left" : "") + (high > this.high ? " mk-open-right" : "");
      const bar = el("button", { type: "button", tabindex: -1, class: "mk-bar mk-bar-" + feature.paint + (low === high ? " mk-bar-day" : "") + open, title: feature.title + ", " + whenWords(feature.since),
        onclick: () => this.app.select([feature], false, true) });
      bar.style.cssText = "--mk-ink:" + hueOf(feature.hue) + ";inset-inline-start:" + this.left(from) + ";width:" + this.wide(to - from) + ";--mk-row:" + rows[index];
      return bar;
    }));
    this.after();
  }

  axis() {
    const width = this.track.clientWidth || 600;
    let last = -Infinity;
    this.axisNode.replaceChildren(...ticks(this.low, this.high, Math.max(2, Math.floor(width / 96))).flatMap(({ day, words }) => {
      const at = ((day - this.low) / (this.high - this.low || 1)) * width, half = words.length * 3.6 + 4;
      const from = at < half ? at : at > width - half ? at - 2 * half : at - half;
      if (from < last) return [];
      last = from + 2 * half;
      const tick = el("span", { class: at < half ? "mk-tick-first" : at > width - half ? "mk-tick-last" : "" }, words);
      tick.style.insetInlineStart = this.left(day);
      return [tick];
    }));
  }

  // The part of the axis about which no article can know anything but plans.
  after() {
    const iso = this.app.knownBy;
    const day = iso ? toDay(iso) : this.high;
    this.afterNode.hidden = day < this.low || day >= this.high;
    this.afterNode.style.insetInlineStart = this.left(day + 0.5);
    this.afterNode.firstChild.hidden = ((this.high - day) / (this.high - this.low || 1)) * (this.track.clientWidth || 600) < 150;
  }

  // Next or previous day on which something begins or ends.
  step(direction) {
    const day = this.app.day;
    const next = direction > 0 ? this.days.find((d) => d > day) : this.days.findLast((d) => d < day);
    this.app.go(next ?? (direction > 0 ? this.high : this.low));
  }

  key(event) {
    const step = { PageUp: 30, PageDown: -30 }[event.key];
    if (event.key === " ") this.timer ? this.stop() : this.play();
    else if (step) this.app.go(Math.max(this.low, Math.min(this.high, this.app.day + step)));
    else return;
    event.preventDefault();
  }

  play() {
    if (this.app.day >= this.high) this.app.go(this.low);
    this.words.setAttribute("aria-live", "off");
    clearInterval(this.timer);
    this.timer = setInterval(() => (this.app.day >= this.high ? this.stop() : this.app.go(this.app.day + this.stride)), this.pause / this.speed);
    this.face();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.words.setAttribute("aria-live", "polite");
    this.face();
  }

  face() {
    const path = this.timer ? "M3 2h3v10H3zM8 2h3v10H8z" : "M3 1.5v11l9-5.5z";
    this.playButton.setAttribute("aria-label", this.timer ? t("pause") : t("play"));
    this.playButton.replaceChildren(svg("svg", { viewBox: "0 0 14 14", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: path, fill: "currentColor" })));
  }

  show(day) {
    this.range.value = day;
    this.range.setAttribute("aria-valuetext", dayWords(day));
    this.day.textContent = dayWords(day);
    this.cursor.style.insetInlineStart = this.left(day);
    const events = this.features.filter((f) => f.sign === "event" && f.status !== "planned" && f.since);
    const sure = events.filter((f) => stateOn(f, day) === "certain")
      .sort((a, b) => !this.app.whyMissing(b) - !this.app.whyMissing(a) || (b.status === "happened") - (a.status === "happened"));
    const possible = events.filter((f) => stateOn(f, day) === "possible").length;
    const late = this.app.knownBy && day > toDay(this.app.knownBy);
    const first = sure.length ? sure[0].title + (sure.length > 1 ? " " + t("and-more", { n: sure.length - 1 }) : "") : "";
    const parts = late ? [t("last-known")] : [first, possible ? t("possible-count", { n: possible }) : ""].filter(Boolean);
    this.words.textContent = parts.join(" \u00b7 ") || t(this.app.list.asked ? "nothing-filtered" : "nothing");
  }
}
