// The time bar of many events: how many there are when, the window of days that the map shows, and the clock.

class Histogram {
  constructor(app) {
    this.app = app;
    [this.low, this.high] = app.header.range;
    const span = this.high - this.low, reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.stride = Math.max(1, Math.round(span / (reduced ? 60 : 600)));
    this.pause = reduced ? 1400 : Math.max(80, Math.min(600, 40000 / Math.max(1, span)));
    this.range = el("input", { type: "range", min: this.low, max: this.high, step: 1, "aria-label": t("explore.slider"), oninput: () => { this.stop(); app.go(+this.range.value); } });
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.playButton = el("button", { type: "button", class: "mk-play", onclick: () => (this.timer ? this.stop() : this.play()) });
    this.day = el("output", { class: "mk-day" });
    this.day.append((this.said = document.createTextNode("")));
    this.words = el("p", { class: "mk-words", role: "status", "aria-live": "polite" });
    const button = (words, sign, step) => el("button", { type: "button", class: "mk-step", "aria-label": words, title: words, onclick: () => { this.stop(); this.step(step); } }, el("span", { "aria-hidden": "true" }, sign));
    this.select = el("select", { class: "mk-window", "aria-label": t("explore.window"), onchange: () => app.setWindow(this.select.value) },
      app.windows.map((value) => el("option", { value }, windowWords(value))));
    this.shade = el("div", { class: "mk-shade" });
    this.placed = {};
    this.path = svg("path", { class: "mk-histogram" });
    this.picture = svg("svg", { preserveAspectRatio: "none", "aria-hidden": "true" }, this.path);
    this.axisNode = el("div", { class: "mk-axis", "aria-hidden": "true" });
    this.scale = el("span", { class: "mk-tallest" });
    this.chart = el("div", { class: "mk-chart" }, this.picture, this.shade, this.scale);
    this.chart.addEventListener("pointerdown", (event) => {
      const box = this.chart.getBoundingClientRect(), rightward = getComputedStyle(this.chart).direction === "ltr";
      this.stop();
      app.go(Math.round(this.low + Math.max(0, Math.min(1, (rightward ? event.clientX - box.left : box.right - event.clientX) / box.width)) * span));
    });
    this.track = el("div", { class: "mk-track" }, this.chart, this.range, this.axisNode);
    new ResizeObserver(() => this.axis()).observe(this.track);
    this.node = el("section", { class: "mk-time", "aria-label": t("clock") },
      el("div", { class: "mk-clock" }, button(t("explore.earlier"), "\u2039", -1), this.playButton, button(t("explore.later"), "\u203a", 1), this.select, this.day, this.words), this.track);
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
    new IntersectionObserver(([entry]) => entry.isIntersecting || this.stop()).observe(this.node);
    this.face();
  }

  // Takes in the counts, once they are known.
  fill(counts) {
    this.counts = counts;
    this.picture.setAttribute("viewBox", "0 0 " + counts.steps + " 100");
    this.draw();
  }

  share(day) {
    return Math.max(0, Math.min(1, (day - this.low) / (this.high - this.low || 1)));
  }

  // The bars of the categories that are shown, as one path.
  draw() {
    const { steps, counts, size } = this.counts, kinds = this.app.kinds.length, heights = new Float64Array(steps);
    for (let step = 0; step < steps; step++) for (let c = 0; c < kinds; c++) if (!this.app.hidden.has(c)) heights[step] += counts[step * kinds + c];
    const tallest = heights.reduce((a, b) => Math.max(a, b), 0), bars = [];
    heights.forEach((height, step) => height && bars.push("M" + step + " 100V" + (100 - Math.max(1.5, (height / tallest) * 100)).toFixed(1) + "h" + (steps > 150 ? 1 : 0.86) + "V100z"));
    this.path.setAttribute("d", bars.join(""));
    this.scale.textContent = size === 1 ? t("explore.tallest-day", { n: tallest }) : t("explore.tallest-days", { n: tallest, span: t("explore.days", { n: size }) });
  }

  axis() {
    const width = this.chart.clientWidth || 600;
    let last = -Infinity;
    this.axisNode.replaceChildren(...ticks(this.low, this.high, Math.max(2, Math.floor(width / 72))).flatMap(({ day, words }) => {
      const at = this.share(day) * width, half = words.length * 3.6 + 4;
      const from = at < half ? at : at > width - half ? at - 2 * half : at - half;
      if (from < last) return [];
      last = from + 2 * half;
      const tick = el("span", { class: at < half ? "mk-tick-first" : at > width - half ? "mk-tick-last" : "" }, words);
      tick.style.insetInlineStart = this.share(day) * 100 + "%";
      return [tick];
    }));
  }

  step(direction) {
    const size = typeof this.app.window === "number" ? this.app.window : Math.max(1, Math.min(30, Math.round((this.high - this.low) / 20)));
    this.app.go(this.app.day + direction * size);
  }

  key(event) {
    const step = { PageUp: 1, PageDown: -1 }[event.key];
    if (event.key === " ") this.timer ? this.stop() : this.play();
    else if (step) this.step(step);
    else return;
    event.preventDefault();
  }

  play() {
    if (this.app.window === "all") this.app.setWindow("upto");
    if (this.app.day >= this.high) this.app.go(this.low);
    this.words.setAttribute("aria-live", "off");
    this.timer = setInterval(() => (this.app.day >= this.high ? this.stop() : this.app.go(this.app.day + this.stride)), this.pause);
    this.face();
  }

  stop() {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
    this.words.setAttribute("aria-live", "polite");
    this.face();
    this.app.settle();
  }

  face() {
    const path = this.timer ? "M3 2h3v10H3zM8 2h3v10H8z" : "M3 1.5v11l9-5.5z";
    this.playButton.setAttribute("aria-label", this.timer ? t("pause") : t("play"));
    this.playButton.replaceChildren(svg("svg", { viewBox: "0 0 14 14", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: path, fill: "currentColor" })));
  }

  show(day, a, b) {
    const words = this.app.spanWords(), from = this.share(a) * 100, wide = this.share(b) * 100 - from;
    // this runs at every step of the clock: only what changed is written
    if (+this.range.value !== day) this.range.value = day;
    if (this.said.data !== words) {
      this.said.data = words;
      this.range.setAttribute("aria-valuetext", words);
    }
    this.place("insetInlineStart", from.toFixed(3) + "%");
    this.place("width", wide.toFixed(3) + "%");
  }

  place(property, value) {
    if (this.placed[property] === value) return;
    this.placed[property] = value;
    this.shade.style[property] = value;
  }
}
