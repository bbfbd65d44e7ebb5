// The time bar, and what ties clock, map and panel together.

class TimeBar {
  constructor(story, app) {
    this.app = app;
    [this.low, this.high] = story.range.map(toDay);
    this.story = story;
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.pause = reduced ? 1400 : Math.max(160, Math.min(900, 24000 / (this.high - this.low)));
    this.range = el("input", { type: "range", min: this.low, max: this.high, step: 1, "aria-label": "Day shown on the map", oninput: () => { this.stop(); app.go(+this.range.value); } });
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.playButton = el("button", { type: "button", class: "mk-play", "aria-label": "Play", onclick: () => (this.timer ? this.stop() : this.play()) });
    this.day = el("output", { class: "mk-day" });
    this.words = el("p", { class: "mk-words", role: "status", "aria-live": "polite" });
    const button = (words, text, step) => el("button", { type: "button", class: "mk-step", "aria-label": words, onclick: () => { this.stop(); this.step(step); } }, text);
    this.cursor = el("div", { class: "mk-cursor" });
    this.axisNode = el("div", { class: "mk-axis", "aria-hidden": "true" });
    this.track = el("div", { class: "mk-track" }, this.after(), this.bars(), this.cursor, this.range, this.axisNode);
    new ResizeObserver(() => this.axis()).observe(this.track);
    this.node = el("section", { class: "mk-time", "aria-label": "Time" },
      el("div", { class: "mk-clock" }, button("Previous event", "\u2039", -1), this.playButton, button("Next event", "\u203a", 1), this.day, this.words),
      this.track);
    document.addEventListener("visibilitychange", () => document.hidden && this.stop());
    this.face();
  }

  left(day) {
    const share = Math.max(0, Math.min(1, (day - this.low) / (this.high - this.low || 1)));
    return "calc(var(--mk-thumb) / 2 + (100% - var(--mk-thumb)) * " + share.toFixed(5) + ")";
  }

  wide(days) {
    return "calc((100% - var(--mk-thumb)) * " + Math.max(0, days / (this.high - this.low || 1)).toFixed(5) + ")";
  }

  bars() {
    const inside = this.story.features
      .filter((f) => f.sign === "event" && f.since)
      .map((feature) => ({ feature, low: bounds(feature.since)[0], high: bounds(feature.since)[1] }))
      .filter(({ low, high }) => high >= this.low && low <= this.high)
      .sort((a, b) => Math.max(a.low, this.low) - Math.max(b.low, this.low) || a.high - b.high);
    const rows = rowsFor(inside.map(({ low, high }) => ({ low: Math.max(low, this.low), high: Math.min(high, this.high) })), 5, (this.high - this.low) / 90);
    this.days = [...new Set(inside.flatMap(({ low, high }) => [low, high]).filter((day) => day >= this.low && day <= this.high))].sort((a, b) => a - b);
    const lanes = Math.max(1, ...rows.map((row) => row + 1));
    return el("div", { class: "mk-bars", style: "--mk-lanes:" + lanes, "aria-hidden": "true" }, inside.map(({ feature, low, high }, index) => {
      const from = Math.max(low, this.low), to = Math.min(high, this.high);
      const open = (low < this.low ? " mk-open-left" : "") + (high > this.high ? " mk-open-right" : "");
      const bar = el("button", { type: "button", tabindex: -1, class: "mk-bar mk-bar-" + feature.paint + (low === high ? " mk-bar-day" : "") + open, title: feature.title + ", " + whenWords(feature.since),
        onclick: () => this.app.select([feature], false, true) });
      bar.style.cssText = "--mk-ink:" + hueOf(feature.hue) + ";left:" + this.left(from) + ";width:" + this.wide(to - from) + ";--mk-row:" + rows[index];
      return bar;
    }));
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
      tick.style.left = this.left(day);
      return [tick];
    }));
  }

  // The part of the axis about which no article can know anything but plans.
  after() {
    const day = this.story.asOf ? toDay(this.story.asOf) : this.high;
    if (day < this.low || day >= this.high) return null;
    const node = el("div", { class: "mk-after", "aria-hidden": "true" }, el("span", {}, "after the latest article"));
    node.style.left = this.left(day + 0.5);
    return node;
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
    this.timer = setInterval(() => (this.app.day >= this.high ? this.stop() : this.app.go(this.app.day + 1)), this.pause);
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
    this.playButton.setAttribute("aria-label", this.timer ? "Pause" : "Play");
    this.playButton.replaceChildren(svg("svg", { viewBox: "0 0 14 14", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: path, fill: "currentColor" })));
  }

  show(day) {
    this.range.value = day;
    this.range.setAttribute("aria-valuetext", dayWords(day));
    this.day.textContent = dayWords(day);
    this.cursor.style.left = this.left(day);
    const events = this.story.features.filter((f) => f.sign === "event" && f.status !== "planned");
    const sure = events.filter((f) => f.since && stateOn(f, day) === "certain")
      .sort((a, b) => (b.status === "happened") - (a.status === "happened") || !!b.at - !!a.at);
    const possible = events.filter((f) => f.since && stateOn(f, day) === "possible").length;
    const late = this.story.asOf && day > toDay(this.story.asOf);
    const more = sure.length > 1 ? " and " + (sure.length - 1) + " more" : "";
    const doubt = possible ? possible + (possible > 1 ? " events" : " event") + " possible on this day" : "";
    this.words.textContent = (late ? ["After the latest article: last known situation"] : [sure.length ? sure[0].title + more : "", doubt].filter(Boolean)).join(" \u00b7 ") || "Nothing is reported for this day";
  }
}
