// Everything on the map as a list in order of time, and the filters that map, list and time bar share.

class List {
  constructor(app, id) {
    this.app = app;
    this.id = id;
    this.wanted = {};
    this.count = el("p", { class: "mk-found", role: "status" });
    this.clear = el("button", { type: "button", class: "mk-link", hidden: true, onclick: () => { this.set({}); this.search.focus(); } }, t("filter-clear"));
    this.search = el("input", { type: "search", name: "q", "aria-label": t("search"), placeholder: t("search"), autocomplete: "off", spellcheck: "false", oninput: () => this.change("q", this.search.value) });
    this.selects = {};
    this.choices = el("div", { class: "mk-filters" });
    this.details = el("details", {}, el("summary", {}, t("filter")), this.choices);
    this.table = el("div");
    this.head = el("div", { class: "mk-search" }, this.search, this.details, el("div", { class: "mk-tally" }, this.count, this.clear));
    this.nodes = [this.head, this.table];
  }

  change(name, value) {
    this.set({ ...this.wanted, [name]: value });
  }

  // Takes over filters, here or from a link, and lets the rest of the page follow.
  set(wanted) {
    this.wanted = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
    if (this.search.value !== (wanted.q || "")) this.search.value = wanted.q || "";
    for (const [name, select] of Object.entries(this.selects)) select.value = wanted[name] || "";
    if (Object.keys(FACETS).some((name) => this.wanted[name])) this.details.open = true;
    this.offer(this.app.features, this.app.story);
    this.app.filter();
  }

  // What is looked for, in words; empty when nothing is.
  get asked() {
    return Object.entries(this.wanted).map(([name, value]) => (name === "q" ? t("quotation", { text: value }) : this.words(name, value))).join(", ");
  }

  // The choices that these features leave.
  offer(features, story) {
    const places = new Map(features.filter((f) => f.placeKey).map((f) => [f.placeKey, f.place]));
    const words = {
      kind: (value) => term("kind", value), status: (value) => term("status", value), source: (value) => (story.articles[value] || {}).title || value,
      who: (value) => story.names[value] || value, place: (value) => places.get(value) || value,
    };
    this.words = (name, value) => (words[name] || String)(value);
    const found = facets(features.filter((f) => f.sign !== "issue"), story);
    this.choices.replaceChildren(...Object.entries(found).filter(([name, values]) => values.length > 1 || this.wanted[name]).map(([name, values]) => {
      // what is asked for stays a choice, though nothing has it at the moment
      const offered = !this.wanted[name] || values.some(([value]) => value === this.wanted[name]) ? values : [...values, [this.wanted[name], 0]];
      const select = (this.selects[name] = el("select", { name, onchange: () => this.change(name, select.value) }, el("option", { value: "" }, t("filter-all")),
        offered.map(([value, n]) => el("option", { value }, this.words(name, value) + " (" + n + ")"))));
      select.value = this.wanted[name] || "";
      return el("label", { class: "mk-choice" }, el("span", {}, t("filter-" + name)), select);
    }));
  }

  // Draws the rows of these features, of so many.
  show(features, all) {
    const { story } = this.app;
    const listed = features.filter((f) => f.sign !== "issue");
    const of = all.filter((f) => f.sign !== "issue").length;
    const some = Object.keys(this.wanted).length > 0;
    this.count.textContent = some ? t("found-of", { n: listed.length, of }) : t("found-all", { n: of });
    this.clear.hidden = !some;
    const [low, high] = story.range || [null, null];
    const far = "9999-12-31";
    const key = (f) => (f.since && (f.since[1] || f.since[0])) || far;
    listed.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : ((a.since || [])[0] || "") < ((b.since || [])[0] || "") ? -1 : 1));
    const dated = (f) => f.since && (f.since[0] || f.since[1]);
    const before = listed.filter((f) => low && f.sign === "event" && f.since && f.since[1] && f.since[1] < low);
    const undated = listed.filter((f) => !dated(f));
    const after = listed.filter((f) => high && f.since && f.since[0] && f.since[0] > high);
    const out = new Set([...before, ...undated, ...after]);
    const block = (words, rows) => (rows.length ? [el("tbody", {}, el("tr", { class: "mk-part" }, el("th", { colspan: 2, scope: "rowgroup" }, words)), rows.map((f) => this.row(f)))] : []);
    this.table.replaceChildren(el("table", { class: "mk-list" }, el("caption", { class: "mk-spoken" }, t("list-caption")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("when")), el("th", { scope: "col" }, t("what")))),
      block(t("list-before"), before), block(t("list-on"), listed.filter((f) => !out.has(f))), block(t("list-after"), after), block(t("list-undated"), undated)));
  }

  row(f) {
    const { app } = this;
    const why = app.whyMissing(f);
    const when = f.sign === "control" ? t("since", { day: whenWords(f.since) }) : whenWords(f.since);
    const state = app.day === null ? "" : stateOn(f, app.day);
    return el("tr", { "data-id": f.id, "data-state": state },
      el("th", { scope: "row", "aria-current": state === "certain" ? "date" : null }, when),
      el("td", {}, el("div", {}, chip(f, this.id), el("div", {}, app.panel.link(f), why ? el("small", {}, " \u00b7 " + t("not-on-map")) : ""))));
  }

  // Marks the rows of the chosen day and brings the first of them into sight, unless the reader is at work in the list.
  refresh() {
    let first = null, next = null;
    for (const row of this.table.querySelectorAll("tr[data-id]")) {
      const feature = this.app.byId.get(row.dataset.id);
      if (!feature) continue;
      row.dataset.state = stateOn(feature, this.app.day);
      if (row.dataset.state === "certain") row.firstChild.setAttribute("aria-current", "date");
      else row.firstChild.removeAttribute("aria-current");
      if (feature.sign !== "event") continue;
      if (row.dataset.state === "certain") first ??= row;
      if (feature.since && bounds(feature.since)[1] >= this.app.day) next ??= row;
    }
    first ??= next;
    const { body } = this.app.panel;
    if (!first || !body.contains(first) || body.contains(document.activeElement) || body.matches(":hover")) return;
    const box = first.getBoundingClientRect(), room = body.getBoundingClientRect(), head = this.head.offsetHeight;
    if (box.top < room.top + head || box.bottom > room.bottom) body.scrollTop += box.top - room.top - head - 40;
  }
}
