// A page for any number of events: counts on the map, a window of days, and everything that a row says on opening it.

const CELL = 12; // pixels of a square on a map that is zoomed out
const REST = 160; // milliseconds without a step after which words, list and address follow

const WINDOWS = { upto: "explore.up-to-day", all: "explore.all-days" };
const windowWords = (value) => (WINDOWS[value] ? t(WINDOWS[value]) : t("last-days", { n: value }));
const said = (...parts) => parts.filter(Boolean).join(" \u00b7 ");
const pause = () => new Promise((done) => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); done(); };
  channel.port2.postMessage(0);
});

class Explorer {
  constructor(id) {
    this.root = document.getElementById(id);
    this.header = JSON.parse(document.getElementById(id + "-data").textContent);
    speak(this.header.words);
    const { categories, other, hues, range } = this.header;
    let used = 0;
    this.kinds = categories.map((name) => ({ name: name === null ? t("explore.unstated") : name, hue: name === null ? null : used < hues ? used++ : -1 }));
    if (other) this.kinds.push({ name: t("explore.other"), hue: -1 });
    this.hidden = new Set();
    this.single = this.flags = this.day = this.look = null;
    const span = range ? range[1] - range[0] + 1 : 0;
    this.windows = [...[1, 7, 30, 90, 365].filter((days) => days < span), "upto", "all"];
    // the window opened with is the shortest that shows a fair number of events
    this.window = this.windows.find((days) => days >= Math.min(30, span / 8) && (this.header.count * days) / span >= 100) || (span > 1 ? "upto" : "all");
    this.rtl = getComputedStyle(this.root).direction === "rtl";
    this.frame = el("div", { class: "mk-map", dir: "ltr", role: "region", "aria-label": t("explore.map") });
    this.reader = new Reader(this);
    this.head();
    this.root.append(this.frame, this.reader.node);
    this.foot = el("footer", { class: "mk-foot" }, this.header.attributions.join(" \u00b7 "));
    if (range) this.time = new Histogram(this);
    this.root.append(...(range ? [this.time.node] : []), this.foot);
    this.makeMap();
    if (inFrame()) behaveInFrame(this);
  }

  head() {
    const { count, rest, sites, range } = this.header;
    this.about = el("p", {}, said(t("explore.events", { n: count + rest }), sites && t("explore.places", { n: sites }), range && t("explore.span", { low: dayWords(range[0]), high: dayWords(range[1]) }), rest && t("explore.without", { n: rest })));
    const open = (name, words) => el("button", { type: "button", class: "mk-open-panel", onclick: () => { this.reader.show(name); this.reader.body.focus(); } }, words);
    this.root.append(el("header", { class: "mk-head" }, el("div", {}, el("h1", { dir: "auto" }, this.header.title), this.about),
      el("nav", { "aria-label": t("panels") }, open("list", t("explore.in-view")), rest ? open("rest", t("explore.not-on-map", { n: rest })) : null)));
  }

  makeMap() {
    const map = (this.map = L.map(this.frame, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 13, zoomSnap: 0.5, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches, maxBounds: [[-86, -200], [86, Math.max(200, this.header.view[2] + 40)]] }));
    const side = this.rtl ? "left" : "right";
    L.control.zoom({ position: "top" + side, zoomInTitle: t("zoom-in"), zoomOutTitle: t("zoom-out") }).addTo(map);
    L.control.scale({ position: "bottom" + side, imperial: false, maxWidth: 110 }).addTo(map);
    this.fit();
    for (const kind of ["pointerdown", "wheel", "keydown"]) this.frame.addEventListener(kind, () => { this.moved = true; }, { capture: true, passive: true });
    if (this.header.tiles) offerTiles(map, this.header.tiles, "top" + side);
  }

  fit() {
    const [west, south, east, north] = this.header.view;
    const wide = Math.max(1, this.frame.clientWidth), high = Math.max(1, this.frame.clientHeight);
    const legend = this.roomy() ? 250 : 16, other = Math.min(60, wide * 0.15), [left, right] = this.rtl ? [other, legend] : [legend, other];
    this.map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, Math.min(24, high * 0.1)], paddingBottomRight: [right, Math.min(30, high * 0.1)], maxZoom: 9, animate: false });
  }

  roomy() {
    return this.frame.clientWidth >= 640 && this.frame.clientHeight >= 420;
  }

  // Unpacks the events, then draws them for the first time.
  async open() {
    const { header } = this, text = document.getElementById(this.root.id + "-events").textContent;
    await pause();
    const base = drawBasemap(this.map, header.base, pause, header.view[2] > 180 ? [0, 360] : [0]).catch(() => {});
    this.data = await inSlices(decode(await unpack(text, pause), header), pause);
    this.attributes = new Attributes(this.root.id, header, this.data);
    // columns of the counts: the kinds, and the kinds once more for what is less than certain, where there is such
    this.doubts = header.unsure > 0 || header.count > this.data.exact;
    this.stride = (this.doubts ? 2 : 1) * this.kinds.length;
    await pause();
    this.splat = new Splat(this.map, this.colours());
    if (header.range) {
      const [low, high] = header.range, size = [1, 7, 14, 28, 91, 182].find((days) => (high - low) / days <= 320) || Math.ceil((high - low) / 320);
      const counts = await inSlices(histogram(this.data, low, high, size, this.kinds.length), pause);
      if (counts.before + counts.after) this.about.append(" \u00b7 " + t("explore.outside", { n: counts.before + counts.after }));
      this.day = Math.min(high, low + (this.busiest(counts) + 1) * size - 1);
      this.time.fill(counts);
    }
    this.frame.append((this.key = new Key(this)).node);
    await pause();
    this.fromLink();
    this.watch();
    await pause();
    this.names = new Names(this.map, header);
    await base;
    await pause();
    this.names.place();
  }

  busiest({ steps, counts }) {
    let best = 0, most = -1;
    for (let step = 0; step < steps; step++) {
      let sum = 0;
      for (let c = 0; c < this.kinds.length; c++) sum += counts[step * this.kinds.length + c];
      if (sum >= most) { most = sum; best = step; }
    }
    return best;
  }

  watch() {
    const { map } = this;
    map.on("moveend zoomend", () => this.view());
    map.on("move", () => this.data.x.length < 50000 && !map._animatingZoom && this.view(true));
    map.on("click", (event) => this.pick(event.containerPoint));
    this.frame.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.frame) this.pick(map.getSize().divideBy(2), 18);
    });
    map.on("mousemove", (event) => this.hover(event.containerPoint));
    map.on("mouseout", () => this.hover(null));
    new ResizeObserver(() => {
      const { x, y } = map.getSize();
      if (x === this.frame.clientWidth && y === this.frame.clientHeight) return;
      map.invalidateSize({ pan: false });
      if (!this.moved && !this.flags && this.single === null) this.fit();
      this.view();
    }).observe(this.frame);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.splat.paintWith(this.colours());
      this.paint();
    });
    addEventListener("hashchange", () => this.fromLink());
  }

  colours() {
    const values = getComputedStyle(this.root), read = (name) => packed(values.getPropertyValue(name).trim());
    const variable = (hue) => (hue === null ? "--mk-unknown" : hue < 0 ? "--mk-other" : "--mk-hue-" + hue);
    return { hues: this.kinds.map(({ hue }) => read(variable(hue))), paper: packed(values.getPropertyValue("--mk-halo").trim()) };
  }

  // First and last day shown.
  bounds() {
    if (this.day === null || this.window === "all") return [-Infinity, Infinity];
    return [this.window === "upto" ? -Infinity : this.day - this.window + 1, this.day];
  }

  spanWords() {
    if (this.day === null) return t("explore.all-days");
    if (this.window === "upto") return t("explore.until", { day: dayWords(this.day) });
    const [a, b] = this.window === "all" ? this.header.range : this.bounds();
    if (a === b) return dayWords(a);
    const year = (day) => new Date(day * DAY).getUTCFullYear();
    return t("explore.span", { low: dayWords(a, year(a) !== year(b)), high: dayWords(b) });
  }

  // The column of each kind in the counts; what is hidden has none.
  columns() {
    const lut = new Int16Array(256).fill(-1), half = this.kinds.length;
    for (let c = 0; c < half; c++) if (!this.hidden.has(c)) { lut[c] = c; lut[c | 128] = this.doubts ? half + c : c; }
    return lut;
  }

  // Takes in what part of the world is seen, and draws. While the map is being moved the scale of the discs stays.
  view(moving) {
    const size = this.map.getSize(), zoom = this.map.getZoom(), world = 256 * 2 ** zoom, corner = this.map.getPixelBounds().min;
    if (!size.x || !size.y || !this.data) return;
    const [x, y, stepX, stepY] = this.header.box, places = Math.min(16, 5 + 1.3 * Math.max(0, zoom - 4));
    const frame = { scaleX: stepX * world, scaleY: stepY * world, shiftX: x * world - corner.x, shiftY: y * world - corner.y, left: corner.x, top: corner.y, width: size.x, height: size.y, margin: places };
    this.look = binned(this.data, frame, this.limit(size), CELL);
    this.largest = this.look.cell ? CELL * 0.6 : places;
    this.lut = this.columns();
    this.table = new Uint32Array(this.look.count * this.stride);
    this.counts = noCounts(this.look.count);
    this.splat.fit(Math.ceil(3 * places + CELL));
    this.index = null;
    if (!moving || !this.reference) this.measure();
    this.paint();
  }

  // How many places may be drawn one by one: fewer than would touch everywhere, on the days shown.
  limit({ x, y }) {
    const [low, high] = this.header.range || [0, 0];
    const share = this.header.sites || typeof this.window !== "number" ? 1 : Math.min(1, (2 * this.window) / (high - low + 1));
    return Math.min(30000, (x * y) / 560 / share);
  }

  // What the largest disc stands for: more than nearly all places or squares in view have, in as many days as are shown.
  measure() {
    tally(this.data, this.look.bins, this.lut, this.stride, -Infinity, Infinity, this.table);
    const sums = [];
    for (let k = 0, at = 0; k < this.look.count; k++) {
      let sum = 0;
      for (let c = 0; c < this.stride; c++) sum += this.table[at++];
      if (sum) sums.push(sum);
    }
    sums.sort((a, b) => a - b);
    const [low, high] = this.header.range || [0, 0], share = typeof this.window === "number" ? Math.min(1, (2 * this.window) / (high - low + 1)) : 1;
    this.reference = Math.max(5, round((sums[Math.floor(sums.length * 0.98)] || 1) * share));
    this.key.sizes();
  }

  radius(value) {
    return Math.max(1.75, this.largest * Math.sqrt(Math.min(1, value / this.reference)));
  }

  paint() {
    if (!this.look) return;
    this.picture();
    this.clock();
  }

  clock() {
    if (this.time) this.time.show(this.day, ...this.bounds());
    this.settle();
  }

  picture() {
    const [a, b] = this.bounds();
    this.table.fill(0);
    tally(this.data, this.look.bins, this.lut, this.stride, a, b, this.table);
    this.found = discs(this.table, this.kinds.length, this.stride, this.counts, (value) => this.radius(value), Math.ceil(2 * this.largest));
    this.splat.draw(this.found, this.look.at);
  }

  // The day shown. The first call of a frame draws at once, of further ones only the last, in the next frame.
  go(day) {
    if (!this.time || !this.look) return;
    this.day = Math.max(this.time.low, Math.min(this.time.high, day));
    if (this.drawn) {
      this.stale = true;
      return;
    }
    this.drawn = true;
    this.picture();
    // the bar and its words are written once a frame, before it shows
    requestAnimationFrame(() => {
      this.drawn = false;
      if (this.stale) {
        this.stale = false;
        this.go(this.day);
      } else this.clock();
    });
  }

  setWindow(value) {
    if (!this.time || !this.look) return;
    this.choose(value);
    this.view();
  }

  choose(value) {
    this.window = value === "upto" || value === "all" ? value : Math.max(1, Math.round(+value) || 1);
    if (![...this.time.select.options].some((option) => option.value === String(this.window))) this.time.select.append(el("option", { value: this.window }, windowWords(this.window)));
    this.time.select.value = this.window;
    this.time.range.disabled = this.window === "all";
  }

  // Words, list and address follow when the clock has come to rest.
  settle() {
    this.changed = performance.now();
    this.settling ||= setTimeout(() => this.rest(), REST);
  }

  // One timer for many steps: where the last of them is too recent, it is set anew.
  rest() {
    const left = this.changed + REST - performance.now();
    this.settling = left > 1 ? setTimeout(() => this.rest(), left) : null;
    if (this.settling) return;
    if (this.time) this.time.words.textContent = this.inWords();
    if (this.time && this.time.timer) return;
    if (this.reader.name !== "rest" || !this.reader.body.childElementCount) this.reader.refresh();
    this.link();
  }

  inWords() {
    const { total, possible } = this.found;
    if (!total) return t("explore.none");
    const sums = this.kinds.map((_, c) => {
      let sum = 0;
      for (let at = c; at < this.table.length; at += this.stride) sum += this.both(this.table, at);
      return sum;
    });
    const top = sums.indexOf(Math.max(...sums));
    return said(t("explore.shown", { n: total }), possible && t("explore.unsure", { n: possible }), this.kinds.length > 1 && t("explore.most", { name: this.kinds[top].name, n: sums[top] }));
  }

  // The events of the days and kinds shown that pass `test`, the latest first.
  events(test, skip, limit) {
    const { kind } = this.data, { lut } = this, [a, b] = this.bounds();
    return listed(this.data, (event) => lut[kind[event]] >= 0 && test(event), a, b, skip, limit);
  }

  // A count of a kind, sure and possible together.
  both(counts, at) {
    return counts[at] + (this.doubts ? counts[at + this.kinds.length] : 0);
  }

  chosenCounts() {
    const counts = new Uint32Array(this.stride);
    tally(this.data, this.flags, this.lut, this.stride, ...this.bounds(), counts);
    return this.kinds.map((kind, c) => ({ kind, n: this.both(counts, c) })).filter(({ n }) => n).sort((x, y) => y.n - x.n);
  }

  hit(point, reach = 6) {
    this.index ||= gridIndex(this.look.at, this.look.count, 32);
    const { all } = this.found, least = this.look.cell ? CELL * 0.6 : reach;
    const near = this.index(point.x, point.y, Math.max(least, this.largest), (k) => all[k] > 0 && Math.hypot(this.look.at[2 * k] - point.x, this.look.at[2 * k + 1] - point.y) <= Math.max(least, this.radius(all[k]) + 2));
    return near;
  }

  hover(point) {
    const bin = point && this.found ? this.hit(point) : -1;
    this.frame.classList.toggle("mk-over", bin >= 0);
    this.frame.title = bin < 0 ? "" : said(t("explore.events", { n: this.found.all[bin] }), this.kinds.length > 1 && t("explore.most", { name: this.kinds[this.found.lead[bin]].name, n: this.leading(bin) }));
  }

  leading(bin) {
    return this.both(this.table, bin * this.stride + this.found.lead[bin]);
  }

  // Opens what lies under a point of the map.
  pick(point, reach) {
    const bin = this.hit(point, reach);
    if (bin < 0) return;
    const { bins, at } = this.look;
    this.flags = Int32Array.from(bins, (value) => (value === bin ? 0 : -1));
    this.single = null;
    this.ring(this.map.containerPointToLatLng([at[2 * bin], at[2 * bin + 1]]), this.look.cell ? CELL * 0.75 : this.radius(this.found.all[bin]) + 4);
    this.reader.show("mark");
    this.reader.body.focus({ preventScroll: true });
  }

  // Opens one event, and shows where it lies; `stay` leaves the clock alone.
  openEvent(event, stay) {
    this.single = event;
    this.flags = null;
    const days = daysOf(this.data, event);
    if (days) {
      const [x, y, stepX, stepY] = this.header.box, place = placeOf(this.data, event);
      const at = this.map.unproject([(x + this.data.x[place] * stepX) * 256, (y + this.data.y[place] * stepY) * 256], 0);
      this.ring(at, 11);
      if (!this.map.getBounds().pad(-0.05).contains(at)) this.map.panTo(at);
      const [a, b] = this.bounds();
      if ((days[1] < a || days[0] > b) && !stay) this.go(days[1]);
    } else if (this.mark) this.mark.remove();
    this.reader.show("mark");
    this.reader.body.focus({ preventScroll: true });
    this.link();
  }

  ring(at, radius) {
    if (this.mark) this.mark.remove();
    this.mark = L.circleMarker(at, { radius, interactive: false, className: "mk-ring", fill: false }).addTo(this.map);
  }

  unselect() {
    this.single = this.flags = null;
    if (this.mark) this.mark.remove();
    if (this.reader.name === "mark") this.reader.show("list", false);
    this.link();
  }

  link() {
    const parts = [this.day !== null ? "on=" + toIso(this.day) : "", "days=" + this.window, this.single !== null ? "event=" + this.single : ""].filter(Boolean);
    // a page inside another page's frame may not touch its address
    try { history.replaceState(null, "", "#" + parts.join("&")); } catch { /* the map works without */ }
  }

  fromLink() {
    const wanted = new URLSearchParams(location.hash.slice(1)), day = wanted.get("on") || "", days = wanted.get("days"), event = wanted.get("event");
    if (this.time && isDate(day)) this.day = Math.max(this.time.low, Math.min(this.time.high, toDay(day)));
    if (this.time) this.choose(/^(upto|all|[1-9]\d{0,4})$/.test(days || "") ? days : this.window);
    this.view();
    if (/^\d{1,9}$/.test(event || "") && +event < this.header.count + this.header.rest) this.openEvent(+event, isDate(day));
    else if (this.header.count || !this.header.rest) this.reader.refresh();
    else this.reader.show("rest", false);
  }

  // Whether an event is less than certain whatever the day, or not dated to the day.
  vague(event) {
    return this.data.kind[event] > 127 || event >= this.data.exact;
  }

  filter(hidden) {
    this.hidden = hidden;
    if (this.time) this.time.draw();
    this.view();
  }
}

function start(id) {
  const app = new Explorer(id);
  const seek = (fraction) => app.time && app.go(Math.round(app.time.low + fraction * (app.time.high - app.time.low)));
  const seekDate = (iso) => app.time && isDate(iso) && app.go(toDay(iso));
  window.mapkit = { seek, seekDate, window: (value) => app.setWindow(value) };
  app.open().then(() => requestAnimationFrame(() => { window.__mapReady = true; }));
  return app.map;
}
