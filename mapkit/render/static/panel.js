// The column beside the map: what a mark stands for, everything in order of time, what is not known, and the story.

function chip(feature, id) {
  const box = svg("svg", { viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true", class: "mk-chip" });
  box.append(svg("rect", { x: -6, y: -6, width: 12, height: 12, rx: 2, ...style(paint(id, feature, "certain")) }));
  return box;
}

// What is derived and what is not known is told in English whatever the language of the page.
const ENGLISH = { dir: "auto", lang: "en" };

// A sentence in quotation marks, unless it opens with its own.
const quoted = (text) => (/^["\u201c\u201e\u00ab]/.test(text) ? text : t("quotation", { text }));

class Panel {
  constructor(app) {
    this.app = app;
    this.story = app.story;
    this.id = app.root.id;
    this.current = [];
    this.daily = [];
    this.body = el("div", { class: "mk-body", id: this.id + "-body", role: "tabpanel", tabindex: 0 });
    this.tabs = {};
    this.tablist = el("div", { role: "tablist", "aria-label": t("details") });
    for (const name of ["tour", "list", "mark", "issues"]) {
      if (name === "tour" && !this.story.story) continue;
      this.tabs[name] = el("button", { type: "button", role: "tab", id: this.id + "-tab-" + name, "aria-controls": this.id + "-body", onclick: () => this.show(name), onkeydown: (event) => this.turn(event, name) });
      this.tablist.append(this.tabs[name]);
    }
    this.node = el("aside", { class: "mk-panel", "aria-label": t("details") },
      el("div", { class: "mk-tabs" }, this.tablist, el("button", { type: "button", class: "mk-close", "aria-label": t("close"), onclick: () => this.close() }, "\u00d7")),
      this.body);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.scrolled = {};
  }

  // Takes over what is known now.
  use(features) {
    this.features = features;
    this.issues = features.filter((f) => f.sign === "issue");
    this.current = this.current.map((f) => this.app.byId.get(f.id)).filter(Boolean);
    const words = { tour: t("tab-story"), list: t("tab-list", { n: features.length - this.issues.length }), mark: t("selected"), issues: t("not-known-count", { n: this.issues.length }) };
    for (const [name, tab] of Object.entries(this.tabs)) tab.textContent = words[name];
  }

  turn(event, name) {
    const names = Object.keys(this.tabs), ahead = getComputedStyle(this.node).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: ahead, ArrowLeft: -ahead }[event.key];
    const end = { Home: names[0], End: names[names.length - 1] }[event.key];
    if (!step && !end) return;
    event.preventDefault();
    const next = end || names[(names.indexOf(name) + step + names.length) % names.length];
    this.show(next);
    this.tabs[next].focus();
  }

  show(name, open = true) {
    if (this.name) this.scrolled[this.name] = this.body.scrollTop;
    this.name = name;
    if (open && !this.node.contains(document.activeElement)) this.opener = document.activeElement;
    for (const [key, node] of Object.entries(this.tabs)) {
      node.setAttribute("aria-selected", key === name);
      node.tabIndex = key === name ? 0 : -1;
    }
    this.body.setAttribute("aria-labelledby", this.id + "-tab-" + name);
    this.fill();
    // the list is found where it was left; a card is read from its beginning
    this.body.scrollTop = name === "mark" ? 0 : this.scrolled[name] || 0;
    if (open) this.node.classList.add("mk-open");
    this.app.link();
  }

  fill() {
    this.body.replaceChildren(...{ tour: () => this.app.tour.nodes, list: () => this.app.list.nodes, mark: () => this.mark(), issues: () => this.open() }[this.name]());
  }

  close() {
    const inside = this.node.contains(document.activeElement);
    this.node.classList.remove("mk-open");
    this.app.unselect();
    if (this.name === "mark") this.fill();
    if (inside && this.opener && this.opener.isConnected) this.opener.focus();
  }

  select(features, focus) {
    this.current = features;
    this.show("mark");
    if (focus) this.body.focus({ preventScroll: true });
  }

  // Keeps in step with what is known.
  learn() {
    if (this.name !== "mark" && this.name !== "issues") return;
    const top = this.body.scrollTop;
    this.fill();
    this.body.scrollTop = top;
  }

  // Of an open card only what depends on the day is written anew: what is unfolded and what has the focus stay.
  refresh() {
    if (this.name === "mark") for (const say of this.daily) say();
  }

  link(feature, words) {
    return el("button", { type: "button", class: "mk-link", dir: "auto", onclick: () => this.app.select([feature], true, true) }, words || feature.title);
  }

  items(words, features, after) {
    return features.length ? [el("h3", {}, words), el("ul", {}, features.map((f) => el("li", {}, this.link(f), after ? el("small", {}, " ", after(f)) : "")))] : [];
  }

  mark() {
    this.daily = [];
    if (!this.current.length) return [el("p", { class: "mk-hint" }, t("choose"))];
    const places = new Set(this.current.map((f) => f.placeKey).filter(Boolean));
    const chosen = new Set(this.current);
    const also = this.features.filter((f) => f.placeKey && places.has(f.placeKey) && !chosen.has(f) && f.sign !== "issue");
    return [...this.current.map((feature) => this.article(feature)), el("section", { class: "mk-also" }, this.items(t("also-here"), also, (f) => this.when(f)))];
  }

  when(f) {
    const since = whenWords(f.since);
    if (f.sign === "control") return f.until ? t("since-until", { since, until: whenWords(f.until) }) : t("since-no-end", { since });
    if (f.sign === "route") return f.until ? t("left-arrived", { left: since, arrived: whenWords(f.until) }) : t("left", { day: since });
    return whenWords(f.since);
  }

  article(f) {
    const fact = (word, value) => (value ? [el("dt", {}, word), el("dd", { dir: "auto" }, value)] : []);
    const issue = f.sign === "issue";
    const now = el("span"), way = el("div", { class: "mk-way" });
    this.daily.push(() => {
      const { day } = this.app, place = this.way(f);
      now.textContent = !issue && day !== null ? " \u00b7 " + term("state", stateOn(f, day)) : "";
      way.replaceChildren(...fact(t("on-the-way"), place));
    });
    this.daily[this.daily.length - 1]();
    const why = this.app.whyMissing(f);
    const node = el("article", { class: "mk-card" },
      el("p", { class: "mk-state" }, chip(f, this.id), el("b", {}, term("status", f.status)), now),
      el("h2", issue ? ENGLISH : { dir: "auto" }, f.title),
      el("dl", {}, fact(t("when"), issue ? null : this.when(f)), fact(t("where"), issue ? null : this.where(f)), f.sign === "route" ? way : "", (f.facts || []).flatMap(([word, value]) => fact(word, value)),
        fact(t("origins"), f.sources ? number(f.sources) : null)));
    if (why) node.append(el("p", { class: "mk-note" }, t("not-on-map") + ": " + t(why)));
    const related = (f.related || []).map((id) => this.app.byId.get(id)).filter(Boolean);
    node.append(...this.items(t(f.status === "planned" ? "overtaken-by" : issue ? "concerns" : "follows-from"), related));
    const plans = this.features.filter((other) => other.status === "planned" && (other.related || []).includes(f.id));
    node.append(...this.items(t("overtook"), plans, (other) => whenWords(other.since)));
    node.append(...this.quotes(f));
    const doubts = this.issues.filter((doubt) => (doubt.related || []).some((id) => id === f.id || (f.sign !== "event" && (f.related || []).includes(id))));
    if (doubts.length) node.append(el("h3", {}, t("open-questions")), el("ul", { class: "mk-doubts" }, doubts.map((doubt) => el("li", ENGLISH, doubt.title))));
    if ((f.rulings || []).length) node.append(el("h3", {}, t("rulings")), el("ul", {}, f.rulings.map((ruling) => el("li", ENGLISH, ruling))));
    if ((f.reasons || []).length) node.append(el("details", {}, el("summary", {}, t("derived")), el("ul", {}, f.reasons.map((reason) => el("li", ENGLISH, reason)))));
    return node;
  }

  where(f) {
    if (!f.place) return t("place-not-stated");
    const place = f.place + (f.placeKind && !["town", "site"].includes(f.placeKind) ? " (" + term("place_kind", f.placeKind) + ")" : "");
    return f.radius && f.radius > 5000 ? t("within", { place, km: Math.round(f.radius / 1000) }) : place;
  }

  // Where on its line a mover can be on the chosen day.
  way(f) {
    if (f.sign !== "route" || this.app.day === null || !f.km) return null;
    const band = ["certain", "possible"].includes(stateOn(f, this.app.day)) ? bandOn(f, this.app.day) : null;
    if (!band) return null;
    const [low, high] = band.map((share) => Math.round(share * f.km));
    return low === high ? t("way-at", { low, of: Math.round(f.km) }) : t("way-between", { low, high, of: Math.round(f.km) });
  }

  quotes(f) {
    const quotes = (f.quotes || []).map((index) => this.story.quotes[index]);
    if (!quotes.length) return [];
    return [el("h3", {}, t(quotes.length > 1 ? "sentences" : "sentence")), ...quotes.map(([text, article, by]) => {
      const source = this.story.articles[article];
      const name = source ? source.title || article : article;
      const linked = source && /^https?:\/\//i.test(source.url || "") ? el("a", { href: source.url, dir: "auto", rel: "noopener noreferrer", target: "_blank" }, name) : el("span", { dir: "auto" }, name);
      const named = source && source.publisher ? pieces("source-of", { title: linked, publisher: source.publisher }) : [linked];
      return el("figure", {}, el("blockquote", { dir: "auto", lang: (source && source.language) || false }, quoted(text)),
        el("figcaption", {}, by ? t("attributed-to", { who: by }) + " " : "", article ? (source && source.published ? pieces("published", { source: named, day: whenWords(source.published) }) : pieces("undated-source", { source: named })).flat() : "", source && source.ruled ? [". ", el("span", ENGLISH, source.ruled)] : ""));
    })];
  }

  open() {
    return [...this.questions(), ...this.ledger()];
  }

  questions() {
    if (!this.issues.length) return [el("p", { class: "mk-hint" }, t("no-questions"))];
    return [el("p", { class: "mk-hint" }, t("questions-intro")),
      el("ol", { class: "mk-issues" }, this.issues.map((issue) => el("li", {}, el("span", { class: "mk-code" }, term("issue", issue.kind).replaceAll("-", " ")), el("p", ENGLISH, issue.title),
        (issue.related || []).map((id) => this.app.byId.get(id)).filter(Boolean).slice(0, 4).map((f) => el("div", {}, this.link(f))), this.quotes(issue).slice(1))))];
  }

  // What is reported but not on the map, and why.
  ledger() {
    const groups = new Map();
    for (const f of this.features) {
      const why = this.app.whyMissing(f);
      if (why) groups.set(why, [...(groups.get(why) || []), f]);
    }
    const all = [...groups.values()].flat().length;
    return [el("section", { class: "mk-ledger" }, el("h2", {}, t("ledger", { n: all })), all ? "" : el("p", { class: "mk-hint" }, t("ledger-empty")),
      [...groups].flatMap(([why, features]) => this.items(t(why) + " (" + features.length + ")", features, (f) => whenWords(f.since))))];
  }
}
