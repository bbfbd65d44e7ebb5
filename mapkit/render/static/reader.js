// The column beside the map of many events: what is in view, what was chosen, and what is on no map. What a row says is
// unpacked in blocks, when somebody opens it.

const PART = "\u001e";
const PAGE = { list: 25, mark: 8, rest: 25 };
// What a card lists, in this order, and the word before it.
const FACTS = {
  who: "fact.who", against: "explore.against", lostBy: "fact.lost-by", gainedBy: "fact.gained-by", origin: "fact.from", destination: "fact.to",
  numbers: "fact.numbers", deaths: "explore.deaths", radius: "explore.precision", placePrecision: "explore.place-precision", edtf: "fact.date",
  timePrecision: "explore.date-precision", timeBasis: "explore.date-obtained", origins: "origins", known: "fact.first-reported", id: "explore.identifier",
};

// The attributes of the events, unpacked block by block.
class Attributes {
  constructor(id, header, data) {
    this.id = id;
    this.header = header;
    this.data = data;
    this.kept = new Map();
  }

  async open() {
    // they follow the scripts in the page, and may not have arrived
    while (document.readyState === "loading") await new Promise((done) => document.addEventListener("readystatechange", done, { once: true }));
    const text = (name) => document.getElementById(this.id + "-" + name).textContent;
    this.words = JSON.parse(new TextDecoder().decode(await unpack(text("words"), pause)));
    this.text = text("blocks");
  }

  block(number) {
    const { ends, rows, count, rest } = this.header, first = Math.ceil(count / rows);
    if (!this.kept.has(number)) {
      const size = number < first ? Math.min(rows, count - number * rows) : Math.min(rows, rest - (number - first) * rows);
      const fields = this.header.fields.filter(({ by }) => by === "row" || number >= first);
      const work = unpack(this.text.slice(ends[number - 1] || 0, ends[number]), pause).then((bytes) => readBlock(bytes, fields, size));
      this.kept.set(number, work);
      if (this.kept.size > 48) this.kept.delete(this.kept.keys().next().value);
    }
    return this.kept.get(number);
  }

  // Everything known of an event, by field; empty cells are left out.
  async of(event) {
    await (this.opening ??= this.open());
    const { rows, count, fields } = this.header, first = Math.ceil(count / rows), drawn = event < count;
    const number = drawn ? Math.floor(event / rows) : first + Math.floor((event - count) / rows);
    const row = (drawn ? event : event - count) % rows, found = {};
    const own = fields.some(({ by }) => by === "row" || !drawn) ? await this.block(number) : {};
    for (const { name, by, width } of fields) {
      const words = this.words[name];
      if (by === "row" || !drawn) found[name] = width ? words.values[own[name][row] - 1] : own[name][row];
      else found[name] = words.values[words[by][by === "site" ? placeOf(this.data, event) : this.data.kind[event] & 127]];
      if (!found[name]) delete found[name];
    }
    return found;
  }
}

class Reader {
  constructor(app) {
    this.app = app;
    const id = (this.id = app.root.id);
    this.body = el("div", { class: "mk-body", id: id + "-body", role: "tabpanel", tabindex: 0, "aria-labelledby": id + "-tab-list" });
    const tab = (name, words) => el("button", { type: "button", role: "tab", id: id + "-tab-" + name, "aria-controls": id + "-body", onclick: () => this.show(name), onkeydown: (event) => this.turn(event, name) }, words);
    this.tabs = { list: tab("list", t("explore.in-view")), mark: tab("mark", t("selected")) };
    if (app.header.rest) this.tabs.rest = tab("rest", t("explore.not-on-map", { n: app.header.rest }));
    this.node = el("aside", { class: "mk-panel", "aria-label": t("details") },
      el("div", { class: "mk-tabs" }, el("div", { role: "tablist", "aria-label": t("details") }, Object.values(this.tabs)),
        el("button", { type: "button", class: "mk-close", "aria-label": t("close"), onclick: () => this.close() }, "\u00d7")),
      this.body);
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.name = "list";
    this.page = 0;
    this.mark();
  }

  turn(event, name) {
    const names = Object.keys(this.tabs), ahead = this.app.rtl ? -1 : 1, step = { ArrowRight: ahead, ArrowLeft: -ahead }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = names[(names.indexOf(name) + step + names.length) % names.length];
    this.show(next);
    this.tabs[next].focus();
  }

  mark() {
    for (const [key, node] of Object.entries(this.tabs)) {
      node.setAttribute("aria-selected", key === this.name);
      node.tabIndex = key === this.name ? 0 : -1;
    }
    this.body.setAttribute("aria-labelledby", this.id + "-tab-" + this.name);
  }

  show(name, open = true) {
    this.name = name;
    this.page = 0;
    this.mark();
    if (open) this.node.classList.add("mk-open");
    return this.refresh(true);
  }

  close() {
    this.node.classList.remove("mk-open");
    this.app.unselect();
  }

  // Shows the tab anew. Only the last of several calls reaches the page.
  async refresh(top) {
    const call = (this.call = {});
    const nodes = await this[{ list: "listing", mark: "chosen", rest: "leftOut" }[this.name]]();
    if (call !== this.call) return;
    const scroll = top ? 0 : this.body.scrollTop;
    this.body.replaceChildren(...nodes);
    this.body.scrollTop = scroll;
  }

  async turnTo(page) {
    this.page = page;
    await this.refresh(true);
    this.body.focus({ preventScroll: true });
  }

  pager(total) {
    const size = PAGE[this.name], from = this.page * size;
    if (total <= size) return [];
    const button = (words, page, on) => el("button", { type: "button", class: "mk-link", disabled: !on, onclick: () => this.turnTo(page) }, words);
    return [el("nav", { class: "mk-pager", "aria-label": t("explore.pages") }, button(t("explore.page-before"), this.page - 1, from > 0),
      el("span", {}, t("explore.page-of", { low: from + 1, high: Math.min(total, from + size), n: total })), button(t("explore.page-next"), this.page + 1, from + size < total))];
  }

  chip(event) {
    const colour = hueOf(this.app.kinds[this.app.data.kind[event] & 127].hue), pale = this.app.vague(event);
    const box = svg("svg", { viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true", class: "mk-chip" });
    box.append(svg("circle", { r: 6, style: "stroke-width:1.5;stroke:" + colour + ";fill:" + colour + (pale ? ";fill-opacity:.25" : "") }));
    return box;
  }

  heading(event, row) {
    return row.title || [row.detail || row.kind || this.app.kinds[this.app.data.kind[event] & 127].name, row.place].filter(Boolean).join(" \u00b7 ");
  }

  days(event, row) {
    const days = daysOf(this.app.data, event);
    return whenWords(days ? days.map(toIso) : [row.earliest || null, row.latest || null]);
  }

  async rows(events, where) {
    const rows = await Promise.all(events.map((event) => this.app.attributes.of(event)));
    return events.map((event, number) => {
      const row = rows[number], title = this.heading(event, row), place = row.place && !title.includes(row.place) ? row.place : "";
      return el("tr", {}, el("th", { scope: "row" }, this.days(event, row)),
        el("td", {}, el("div", {}, this.chip(event), el("div", {}, el("button", { type: "button", class: "mk-link", dir: "auto", onclick: () => this.app.openEvent(event) }, title),
          [where ? where(row) : place].filter(Boolean).map((words) => el("small", { class: "mk-where", dir: "auto" }, words))))));
    });
  }

  table(caption, rows) {
    return el("table", { class: "mk-list" }, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("when")), el("th", { scope: "col" }, t("what")))), el("tbody", {}, rows));
  }

  async listing() {
    const { app } = this, total = app.found ? app.found.total : 0;
    if (!total) return [el("p", { class: "mk-hint" }, t("explore.none"))];
    this.page = Math.min(this.page, Math.ceil(total / PAGE.list) - 1);
    const events = app.events((event) => app.look.bins[placeOf(app.data, event)] >= 0, this.page * PAGE.list, PAGE.list);
    return [this.table(t("explore.listed", { n: total, days: app.spanWords() }), await this.rows(events)), ...this.pager(total)];
  }

  async chosen() {
    const { app } = this;
    if (app.single !== null) return [await this.card(app.single)];
    if (!app.flags) return [el("p", { class: "mk-hint" }, t("explore.choose"))];
    const counts = app.chosenCounts(), total = counts.reduce((sum, { n }) => sum + n, 0);
    if (!total) return [el("p", { class: "mk-hint" }, t("explore.none-here"))];
    this.page = Math.min(this.page, Math.ceil(total / PAGE.mark) - 1);
    const events = app.events((event) => app.flags[placeOf(app.data, event)] >= 0, this.page * PAGE.mark, PAGE.mark);
    const summary = total > 1 ? [el("section", { class: "mk-here" }, el("h2", {}, t("explore.here", { n: total })), el("p", {}, app.spanWords()),
      el("ul", {}, counts.map(({ kind, n }) => el("li", {}, swatch(kind), el("span", { dir: "auto" }, kind.name), el("b", {}, number(n))))))] : [];
    return [...summary, ...(await Promise.all(events.map((event) => this.card(event)))), ...this.pager(total)];
  }

  async leftOut() {
    const { count, rest, unplaced, undated } = this.app.header, from = count + this.page * PAGE.rest;
    const events = Array.from({ length: Math.min(PAGE.rest, count + rest - from) }, (_, i) => from + i);
    const why = [unplaced && t("explore.unplaced", { n: unplaced }), undated && t("explore.undated", { n: undated })].filter(Boolean).join(t("value.and"));
    const reason = (row) => (row.earliest && row.latest ? t("explore.no-position") : t("explore.no-day"));
    return [this.table(t("explore.left-out", { n: rest, why }), await this.rows(events, reason)), ...this.pager(rest)];
  }

  async card(event) {
    const row = await this.app.attributes.of(event), kind = this.app.kinds[this.app.data.kind[event] & 127].name;
    const status = row.status ? term("status", row.status) : this.app.vague(event) ? t("explore.inexact") : "";
    const fact = (word, value) => (value ? [el("dt", {}, word), el("dd", { dir: "auto" }, value)] : []);
    const facts = Object.entries(FACTS).flatMap(([name, word]) => fact(t(word), this.value(name, row[name])));
    const where = [row.place && row.placeKind && row.placeKind !== "town" ? row.place + " (" + term("place_kind", row.placeKind) + ")" : row.place, row.district, row.region, row.country];
    const node = el("article", { class: "mk-card" },
      el("p", { class: "mk-state" }, this.chip(event), el("b", { dir: "auto" }, row.kind || kind), status ? " \u00b7 " + status : ""),
      el("h2", { dir: "auto" }, this.heading(event, row)),
      el("dl", {}, fact(t("when"), this.days(event, row)), fact(t("where"), where.filter((part, i) => part && where.indexOf(part) === i).join(t("value.and"))), facts));
    node.append(...this.sentences(row));
    if (row.reasons) node.append(el("details", {}, el("summary", {}, t("derived")), el("ul", {}, row.reasons.split(PART).map((reason) => el("li", { dir: "auto" }, reason)))));
    return node;
  }

  value(name, text) {
    if (name === "radius") return text >= 1000 ? t("explore.within", { km: Math.round(text / 1000) }) : "";
    if (/Precision$/.test(name) && /^\d+$/.test(text || "")) return t("explore.code", { n: +text });
    if (name === "known" && isDate(text)) return dayWords(toDay(text));
    return name === "timeBasis" && text ? term("basis", text) : text;
  }

  sentences(row) {
    const quotes = (row.quote || "").split(PART).filter(Boolean), sources = (row.source || "").split(PART), by = (row.said || "").split(PART);
    const link = (words) => (/^https?:\/\//i.test(row.url || "") ? el("a", { href: row.url, dir: "auto", rel: "noopener noreferrer", target: "_blank" }, words || row.url) : el("span", { dir: "auto" }, words));
    const all = sources.filter(Boolean).join(t("value.and")), each = sources.length === quotes.length;
    if (!quotes.length) return row.source || row.url ? [el("p", { class: "mk-note" }, pieces("explore.source", { source: link(all) }))] : [];
    return [el("h3", {}, t(quotes.length > 1 ? "sentences" : "sentence")), ...quotes.map((text, i) => el("figure", {}, el("blockquote", { dir: "auto" }, t("quotation", { text })),
      el("figcaption", {}, by[i] ? t("attributed-to", { who: by[i] }) + " " : "", link(each ? sources[i] : i === quotes.length - 1 ? all : ""))))];
  }
}
