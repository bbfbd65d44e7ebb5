// One story on one page: holds day, knowledge, filters and selection, and keeps clock, map and panel in step with them.

class App {
  constructor(id) {
    this.root = document.getElementById(id);
    this.story = JSON.parse(document.getElementById(id + "-data").textContent);
    speak(this.story.words);
    this.day = null;
    this.window = 0;
    this.known = this.story.known.length;
    this.chosen = [];
    turn(this.story);
    this.root.prepend(hatches(id, this.story.hues));
    this.chart = new Chart(this);
    this.panel = new Panel(this);
    this.list = new List(this, id);
    this.about = el("p");
    this.head();
    this.root.append(this.chart.frame);
    if (this.story.range) {
      this.time = new TimeBar(this.story, this);
      this.root.append(this.time.node);
    }
    this.root.append(this.panel.node, this.sources(), el("footer", { class: "mk-foot" }, this.story.attributions.join(" \u00b7 ")));
    this.chart.start();
    this.legend = new Legend(this);
    this.learn();
    this.tour = this.story.story ? new Tour(this, this.story.story) : null;
    this.panel.show(this.tour ? "tour" : "list", false);
    this.fromLink();
    if (this.tour && !location.hash) this.tour.go(0);
    addEventListener("hashchange", () => this.fromLink());
    addEventListener("beforeprint", () => this.print(true));
    addEventListener("afterprint", () => this.print(false));
    if (this.story.embed || inFrame()) {
      this.root.classList.add("mk-framed");
      behaveInFrame({ root: this.root, frame: this.chart.frame, map: this.chart.map }, this.story.embed);
    }
  }

  head() {
    const open = (name, words) => el("button", { type: "button", class: "mk-open-panel", onclick: () => { this.panel.show(name); this.panel.body.focus(); } }, words);
    const skip = (words, to) => el("button", { type: "button", class: "mk-skip", onclick: () => to().focus() }, words);
    this.root.append(this.story.range ? skip(t("skip-time"), () => this.time.range) : "", skip(t("skip-panel"), () => { this.panel.show("list"); return this.panel.body; }));
    this.root.append(el("header", { class: "mk-head" },
      el("div", {}, el("h1", { dir: "auto" }, this.story.title), this.about, (this.printed = el("p", { class: "mk-print" }))),
      el("nav", { "aria-label": t("panels") }, this.story.story ? open("tour", t("tab-story")) : "", open("list", t("list")), open("issues", t("not-known")))));
  }

  // The sources, for paper: on screen every quotation names its own.
  sources() {
    const said = Object.entries(this.story.articles).map(([name, { title, publisher, url, published }]) =>
      el("li", { dir: "auto" }, [title || name, publisher, published ? whenWords(published) : t("not-dated"), url].filter(Boolean).join(" \u00b7 ")));
    return el("section", { class: "mk-print" }, said.length ? [el("h2", {}, t("sources")), el("ul", {}, said)] : "");
  }

  // The last day on which anything of what is shown was published; null when no source is dated.
  get knownBy() {
    return this.story.known[this.known] ?? this.story.asOf;
  }

  // Takes over what was known at the step of the second clock.
  learn() {
    this.features = this.story.features.filter((feature) => knownAt(feature, this.known));
    this.byId = new Map(this.features.map((feature) => [feature.id, feature]));
    this.users = usersOf(this.features);
    const early = this.known < this.story.known.length;
    const count = Object.values(this.story.articles).filter(({ published }) => !early || (published && published[1] && published[1] <= this.knownBy)).length;
    this.about.textContent = [early ? t("as-known-on", { day: dayWords(toDay(this.knownBy)) }) : this.story.asOf ? t("as-of", { day: dayWords(toDay(this.story.asOf)) }) : "", count ? t("articles", { n: count }) : ""].filter(Boolean).join(" \u00b7 ");
    this.root.classList.toggle("mk-early", early);
    this.panel.use(this.features);
    this.list.offer(this.features, this.story);
    this.all = new Set([...marks(this.features).flatMap((mark) => mark.features), ...this.features.filter((f) => f.line)]);
    this.filter();
    this.panel.learn();
  }

  // Shows only what passes the filters, everywhere.
  filter() {
    this.shown = this.features.filter((feature) => passes(feature, this.list.wanted, this.story));
    this.chart.draw(this.shown);
    if (this.time) this.time.use(this.shown);
    this.list.show(this.shown, this.features);
    this.legend.refresh();
    this.chart.choose(this.features.filter((f) => this.chosen.includes(f.id)));
    if (this.day !== null || !this.time) this.go(this.day);
  }

  // Why something reported is not on the map; null when it is.
  whyMissing(feature) {
    return missing(feature, this.all, this.users);
  }

  setKnown(step) {
    this.known = Math.max(0, Math.min(this.story.known.length, step));
    if (this.time) this.time.chosen("known", this.known);
    this.learn();
    if (this.tour) this.tour.show();
  }

  setWindow(days) {
    this.window = days;
    if (this.time) this.time.chosen("window", days);
    this.go(this.day);
  }

  go(day) {
    this.day = this.time ? Math.max(this.time.low, Math.min(this.time.high, day)) : null;
    if (this.time) this.time.show(this.day);
    this.chart.update(this.day, this.byId, this.window);
    this.list.refresh();
    this.panel.refresh();
    this.link();
  }

  // Shows on the map which features are chosen.
  mark(features) {
    this.chosen = features.map((f) => f.id);
    this.chart.choose(features);
    this.chart.update(this.day, this.byId, this.window);
    this.link();
  }

  // Opens the panel on features; `travel` also moves clock and map to where the first of them shows.
  select(features, focus, travel) {
    const [first] = features;
    if (travel) this.turnTo(first);
    this.panel.select(features, focus);
    if (first.at) this.chart.uncover(first.at, this.panel.node);
    this.mark(features);
  }

  // Moves the clock to a day on which a feature shows, and the map to it.
  turnTo(feature) {
    if (this.time && feature.since) {
      const [low, high] = bounds(feature.since);
      const shows = ["certain", "possible"].includes(stateOn(feature, this.day));
      const day = Number.isFinite(high) ? high : low;
      if (!shows && day >= this.time.low && day <= this.time.high) this.go(day);
    }
    this.chart.travel(feature);
  }

  // Shows a step of the story without leaving it.
  visit(step) {
    const feature = step.id && this.byId.get(step.id);
    if (step.day) this.go(toDay(step.day));
    if (step.view) this.chart.map.fitBounds([[step.view[1], step.view[0]], [step.view[3], step.view[2]]]);
    else if (feature) this.chart.travel(feature);
    this.mark(feature ? [feature] : []);
  }

  unselect() {
    this.chart.recover();
    this.panel.current = [];
    this.mark([]);
  }

  link() {
    clearTimeout(this.linking);
    this.linking = setTimeout(() => {
      const { chart, list } = this, centre = chart.map.getCenter();
      const state = {
        ...list.wanted, on: this.day !== null ? toIso(this.day) : "", known: this.story.known[this.known], window: this.window || "",
        id: this.chosen.map(encodeURIComponent).join(","), tab: ["list", "issues"].includes(this.panel.name) ? this.panel.name : "",
        step: this.tour && this.panel.name === "tour" ? this.tour.at + 1 : "", view: chart.moved ? [centre.lat, centre.lng, chart.map.getZoom()] : null,
      };
      const hash = writeLink(state);
      this.linked = hash;
      // a page inside another page's frame may not touch its address
      try { history.replaceState(null, "", hash || " "); } catch { /* the map works without */ }
    }, 250);
  }

  // Shows exactly what a link asks for; what it does not name is as on opening.
  fromLink() {
    if (location.hash && location.hash === this.linked) return;
    const wanted = readLink(location.hash);
    const found = this.story.known.indexOf(wanted.known), step = found < 0 ? this.story.known.length : found;
    const filters = Object.fromEntries([...Object.keys(FACETS), "q"].filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
    const days = WINDOWS.includes(wanted.window) ? wanted.window : 0;
    // each of these draws everything anew
    if (step !== this.known) this.setKnown(step);
    if (JSON.stringify(filters) !== JSON.stringify(this.list.wanted)) this.list.set(filters);
    if (days !== this.window) this.setWindow(days);
    this.go(toDay(wanted.on || this.story.start || "1970-01-01"));
    if (wanted.view) this.chart.look(wanted.view);
    const ids = (wanted.id || "").split(",").map((id) => { try { return decodeURIComponent(id); } catch { return id; } });
    const chosen = ids.map((id) => this.byId.get(id)).filter(Boolean);
    if (this.tour && wanted.step) {
      if (wanted.on) {
        this.tour.put(wanted.step - 1);
        this.mark(chosen);
      } else this.tour.go(wanted.step - 1);
      this.panel.show("tour", false);
    } else if (chosen.length) this.select(chosen, false, !wanted.on);
    else this.unselect();
    if (this.panel.tabs[wanted.tab]) this.panel.show(wanted.tab);
  }

  // Paper has one size and no controls: the map is set anew for it, with the whole list below. Inside another page the
  // frame stays as it is.
  print(on) {
    if (this.root.classList.contains("mk-framed")) return;
    this.root.classList.toggle("mk-printing", on);
    if (on) {
      this.before = this.panel.name;
      this.panel.show("list", false);
      const { asked } = this.list;
      this.printed.textContent = [this.day !== null ? t("printed-day", { day: dayWords(this.day) }) : "", asked ? t("shown-only", { what: asked }) : "", this.window ? t("earlier-events") + " \u2013 " + t("last-days", { n: this.window }) : ""].filter(Boolean).join(" \u00b7 ");
    } else this.panel.show(this.before || "list", false);
    this.chart.map.invalidateSize({ pan: false, animate: false });
    if (!this.chart.moved) this.chart.fit();
    this.chart.labels.place();
  }
}

// Round the antimeridian the east counts on beyond 180 degrees.
function turn(story) {
  if (story.view[2] <= 180) return;
  const on = ([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat];
  for (const thing of [...story.features, ...story.labels, ...story.countries]) {
    if (thing.at) thing.at = on(thing.at);
    if (thing.line) thing.line = thing.line.map(on);
    if (thing.area) thing.area = thing.area.map((polygon) => polygon.map((ring) => ring.map(on)));
  }
}

function start(id) {
  const app = new App(id);
  const seek = (fraction) => app.time && app.go(Math.round(app.time.low + fraction * (app.time.high - app.time.low)));
  const seekDate = (iso) => app.time && isDate(iso) && app.go(toDay(iso));
  window.mapkit = { seek, seekDate };
  const done = () => {
    app.chart.labels.place();
    requestAnimationFrame(() => { window.__mapReady = true; });
  };
  if (app.story.base.data) drawBasemap(app.chart.map, app.story.base, undefined, app.story.view[2] > 180 ? [0, 360] : [0]).then(done, done);
  else done();
  return app.chart.map;
}
