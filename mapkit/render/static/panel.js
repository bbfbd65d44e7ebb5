// The column beside the map: what a mark stands for, everything in order of time, and what is not known.

const STATUS_WORDS = {
  happened: "reported as fact", reported: "reported", claimed: "claimed, not confirmed", planned: "planned", possible: "reported as uncertain",
  denied: "denied", inferred: "inferred, not reported", unknown: "not known",
};
const STATE_WORDS = { certain: "on this day", possible: "possible on this day", past: "earlier", undated: "no date", hidden: "not on this day" };

function chip(feature, id) {
  const box = svg("svg", { viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true", class: "mk-chip" });
  box.append(svg("rect", { x: -6, y: -6, width: 12, height: 12, rx: 2, ...style(paint(id, feature, "certain")) }));
  return box;
}

class Panel {
  constructor(root, story, app) {
    this.story = story;
    this.app = app;
    this.id = root.id;
    this.byId = app.byId;
    this.issues = story.features.filter((f) => f.sign === "issue");
    this.body = el("div", { class: "mk-body", id: this.id + "-body", role: "tabpanel", tabindex: 0, "aria-labelledby": this.id + "-tab-list" });
    const tab = (name, words) => el("button", { type: "button", role: "tab", id: this.id + "-tab-" + name, "aria-controls": this.id + "-body", onclick: () => this.show(name), onkeydown: (event) => this.turn(event, name) }, words);
    const listed = story.features.filter((f) => f.sign === "event").length;
    this.tabs = { list: tab("list", "Events (" + listed + ")"), mark: tab("mark", "Selected"), issues: tab("issues", "Not known (" + this.issues.length + ")") };
    this.node = el("aside", { class: "mk-panel", "aria-label": "Details" },
      el("div", { class: "mk-tabs" }, el("div", { role: "tablist", "aria-label": "Details" }, Object.values(this.tabs)),
        el("button", { type: "button", class: "mk-close", "aria-label": "Close details", onclick: () => this.close() }, "\u00d7")),
      this.body);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.current = [];
    this.show("list", false);
  }

  turn(event, name) {
    const names = Object.keys(this.tabs), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.show(next);
    this.tabs[next].focus();
  }

  show(name, open = true) {
    this.name = name;
    for (const [key, node] of Object.entries(this.tabs)) {
      node.setAttribute("aria-selected", key === name);
      node.tabIndex = key === name ? 0 : -1;
    }
    this.body.setAttribute("aria-labelledby", this.id + "-tab-" + name);
    this.body.replaceChildren(...{ list: () => this.list(), mark: () => this.mark(), issues: () => this.open() }[name]());
    this.body.scrollTop = 0;
    if (open) this.node.classList.add("mk-open");
  }

  close() {
    this.node.classList.remove("mk-open");
    this.app.unselect();
  }

  select(features, focus) {
    this.current = features;
    this.show("mark");
    if (focus) this.body.focus({ preventScroll: true });
  }

  refresh() {
    if (this.name === "mark" && this.current.length) {
      const top = this.body.scrollTop;
      this.body.replaceChildren(...this.mark());
      this.body.scrollTop = top;
    } else if (this.name === "list") {
      for (const row of this.body.querySelectorAll("tr[data-id]")) row.dataset.state = stateOn(this.byId.get(row.dataset.id), this.app.day);
    }
  }

  link(feature, words) {
    return el("button", { type: "button", class: "mk-link", onclick: () => this.app.select([feature], true, true) }, words || feature.title);
  }

  mark() {
    if (!this.current.length) return [el("p", { class: "mk-hint" }, "Choose a mark on the map or an event in the list to read the sentences that support it.")];
    const shown = this.current.map((feature) => this.article(feature));
    const places = new Set(this.current.map((f) => f.placeKey).filter(Boolean));
    const chosen = new Set(this.current);
    const also = this.story.features.filter((f) => f.placeKey && places.has(f.placeKey) && !chosen.has(f) && f.sign !== "issue");
    if (also.length) shown.push(el("section", { class: "mk-also" }, el("h3", {}, "Also at this place"), el("ul", {}, also.map((f) => el("li", {}, this.link(f), el("small", {}, " ", f.sign === "control" ? this.lasting(f) : whenWords(f.since)))))));
    return shown;
  }

  lasting(f) {
    const start = f.since ? whenWords(f.since) : "date unknown";
    return "since " + start + (f.until ? "; until " + whenWords(f.until) : "; no end reported");
  }

  article(f) {
    const state = stateOn(f, this.app.day);
    const fact = (word, value) => (value ? [el("dt", {}, word), el("dd", {}, value)] : []);
    const when = f.sign === "control" ? this.lasting(f) : f.sign === "route" ? "left " + whenWords(f.since) + (f.until ? "; arrived " + whenWords(f.until) : "") : whenWords(f.since);
    const node = el("article", { class: "mk-card" },
      el("p", { class: "mk-state" }, chip(f, this.id), el("b", {}, STATUS_WORDS[f.status] || f.status), f.sign !== "issue" && this.app.day !== null ? " \u00b7 " + STATE_WORDS[state] : ""),
      el("h2", {}, f.title),
      el("dl", {}, fact("When", f.sign === "issue" ? null : when), fact("Where", f.sign === "issue" ? null : this.where(f)), (f.facts || []).flatMap(([word, value]) => fact(word, value)),
        fact("Independent origins", f.sources ? String(f.sources) : null)));
    const overtaken = (f.related || []).map((id) => this.byId.get(id)).filter(Boolean);
    if (f.status === "planned" && overtaken.length) node.append(el("p", { class: "mk-note" }, "This plan was overtaken by: ", overtaken.map((other) => this.link(other))));
    else if (overtaken.length) node.append(el("h3", {}, f.sign === "issue" ? "Concerns" : "Follows from"), el("ul", {}, overtaken.map((other) => el("li", {}, this.link(other)))));
    const plans = this.story.features.filter((other) => other.status === "planned" && (other.related || []).includes(f.id));
    if (plans.length) node.append(el("h3", {}, "Overtook the plan"), el("ul", {}, plans.map((other) => el("li", {}, this.link(other), el("small", {}, " ", whenWords(other.since))))));
    node.append(...this.quotes(f));
    const doubts = this.issues.filter((issue) => (issue.related || []).some((id) => id === f.id || (f.sign !== "event" && (f.related || []).includes(id))));
    if (doubts.length) node.append(el("h3", {}, "Open questions"), el("ul", { class: "mk-doubts" }, doubts.map((issue) => el("li", {}, issue.title))));
    if ((f.reasons || []).length) node.append(el("details", {}, el("summary", {}, "How this was derived"), el("ul", {}, f.reasons.map((reason) => el("li", {}, reason)))));
    return node;
  }

  where(f) {
    if (!f.place) return "place not stated";
    const kind = f.placeKind && !["town", "site"].includes(f.placeKind) ? " (" + f.placeKind + ")" : "";
    const about = f.radius && f.radius > 5000 ? ", within about " + Math.round(f.radius / 1000) + " km" : "";
    return f.place + kind + about;
  }

  quotes(f) {
    const quotes = (f.quotes || []).map((index) => this.story.quotes[index]);
    if (!quotes.length) return [];
    return [el("h3", {}, quotes.length > 1 ? "The sentences" : "The sentence"), ...quotes.map(([text, article, by]) => {
      const source = this.story.articles[article];
      const name = source ? source.title || article : article;
      const linked = source && /^https?:\/\//i.test(source.url || "") ? el("a", { href: source.url, rel: "noopener noreferrer", target: "_blank" }, name) : name;
      const dated = source && source.published ? whenWords(source.published) : "not dated";
      return el("figure", {}, el("blockquote", {}, "\u201c" + text + "\u201d"),
        el("figcaption", {}, by ? ["Attributed to ", el("b", {}, by), ". "] : "", article ? [linked, source && source.publisher ? ", " + source.publisher : "", ", published ", dated] : ""));
    })];
  }

  list() {
    const [low, high] = this.story.range || [null, null];
    const events = this.story.features.filter((f) => f.sign === "event");
    const key = (f) => (f.since ? toDay(f.since[1] || f.since[0]) : Infinity);
    events.sort((a, b) => key(a) - key(b) || toDay((a.since || [])[0] || "0001-01-01") - toDay((b.since || [])[0] || "0001-01-01"));
    const before = events.filter((f) => low && f.since && f.since[1] && f.since[1] < low);
    const undated = events.filter((f) => !f.since);
    const after = events.filter((f) => high && f.since && f.since[0] && f.since[0] > high);
    const out = new Set([...before, ...undated, ...after]);
    const rows = (features) => features.map((f) => el("tr", { "data-id": f.id, "data-state": this.app.day === null ? "" : stateOn(f, this.app.day) },
      el("th", { scope: "row" }, whenWords(f.since)), el("td", {}, el("div", {}, chip(f, this.id), el("div", {}, this.link(f), f.at && !(isArea(f) && f.placeKind === "country") ? "" : el("small", {}, " not on the map"))))));
    const block = (words, features) => features.length ? [el("tbody", {}, el("tr", { class: "mk-part" }, el("th", { colspan: 2, scope: "rowgroup" }, words)), rows(features))] : [];
    return [el("table", { class: "mk-list" }, el("caption", {}, "All reported events in order of time, with or without a place"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "When"), el("th", { scope: "col" }, "What"))),
      block("Background, before the time line", before), block("On the time line", events.filter((f) => !out.has(f))), block("Later", after), block("No date", undated))];
  }

  open() {
    if (!this.issues.length) return [el("p", { class: "mk-hint" }, "No open questions were recorded.")];
    return [el("p", { class: "mk-hint" }, "What could not or would not be decided from the articles."),
      el("ol", { class: "mk-issues" }, this.issues.map((issue) => el("li", {}, el("span", { class: "mk-code" }, issue.kind.replaceAll("-", " ")), el("p", {}, issue.title),
        (issue.related || []).map((id) => this.byId.get(id)).filter(Boolean).slice(0, 4).map((f) => el("div", {}, this.link(f))), this.quotes(issue).slice(1))))];
  }
}
