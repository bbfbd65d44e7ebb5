// One story on one page: builds everything from the data and keeps it in step with the chosen day.

// Where the sign of each slot stands, in pixels from its place: a base beside its town, events above.
const OFFSETS = { town: [0, 0], base: [-26, 0], event: [0, -23], area: [0, 0] };
const ORDER = { town: 0, base: 1, event: 2, area: 3 };

class App {
  constructor(id) {
    this.root = document.getElementById(id);
    this.story = JSON.parse(document.getElementById(id + "-data").textContent);
    this.byId = new Map(this.story.features.map((feature) => [feature.id, feature]));
    this.day = null;
    this.groups = marks(this.story.features).sort((a, b) => ORDER[a.slot] - ORDER[b.slot]);
    this.root.prepend(hatches(id, this.story.hues));
    this.frame = el("div", { class: "mk-map", role: "region", "aria-label": "Map" });
    this.panel = new Panel(this.root, this.story, this);
    this.head();
    this.root.append(this.frame, this.panel.node);
    if (this.story.range) {
      this.time = new TimeBar(this.story, this);
      this.root.append(this.time.node);
    }
    this.root.append(this.foot());
    this.makeMap();
    this.frame.append(this.legend());
    this.draw();
    this.labels = new Labels(this.map, this.story, this.groups);
    new ResizeObserver(() => {
      this.map.invalidateSize({ pan: false });
      if (!this.moved && !this.chosen) this.fit();
    }).observe(this.frame);
    this.fromLink();
    addEventListener("hashchange", () => this.fromLink());
  }

  head() {
    const count = this.story.articles ? Object.keys(this.story.articles).length : 0;
    const about = [this.story.asOf ? "As of " + dayWords(toDay(this.story.asOf)) + ", the latest dated source" : "", count ? count + (count > 1 ? " articles" : " article") : ""];
    const open = (name, words) => el("button", { type: "button", class: "mk-open-panel", onclick: () => { this.panel.show(name); this.panel.body.focus(); } }, words);
    this.root.append(el("header", { class: "mk-head" },
      el("div", {}, el("h1", {}, this.story.title), el("p", {}, about.filter(Boolean).join(" \u00b7 "))),
      el("nav", { "aria-label": "Panels" }, open("list", "Events"), open("issues", "Not known (" + this.panel.issues.length + ")"))));
  }

  foot() {
    return el("footer", { class: "mk-foot" }, this.story.attributions.join(" \u00b7 "));
  }

  makeMap() {
    const map = (this.map = L.map(this.frame, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches, maxBounds: [[-84, -200], [86, 200]] }));
    L.control.zoom({ position: "topright" }).addTo(map);
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
    this.fit();
    // until the reader moves the map, a change of its size shows the whole story anew
    for (const kind of ["pointerdown", "wheel", "keydown"]) this.frame.addEventListener(kind, () => { this.moved = true; }, { capture: true, passive: true });
    if (this.story.tiles) L.tileLayer(this.story.tiles.url, this.story.tiles.options).addTo(map);
    for (const name of ["mk-areas", "mk-routes"]) map.createPane(name).style.zIndex = name === "mk-areas" ? 410 : 420;
  }

  // Shows the whole story, clear of the legend and the buttons.
  fit() {
    const [west, south, east, north] = this.story.view;
    const wide = Math.max(1, this.frame.clientWidth), high = Math.max(1, this.frame.clientHeight);
    const left = this.roomy() ? 230 : Math.min(44, wide * 0.12), edge = Math.min(46, high * 0.14);
    this.map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, edge], paddingBottomRight: [Math.min(90, wide * 0.2), edge], maxZoom: 9, animate: false });
  }

  // Whether the legend can stand open beside the story.
  roomy() {
    return this.frame.clientWidth >= 560 && this.frame.clientHeight >= 420;
  }

  // Makes every mark once; what it shows is set by `update`.
  draw() {
    for (const group of this.groups) {
      const button = el("button", { type: "button", class: "mk-mark mk-mark-" + group.slot, onclick: () => this.pick(group) });
      L.DomEvent.disableClickPropagation(button);
      const [dx, dy] = OFFSETS[group.slot];
      group.button = button;
      group.marker = L.marker([group.at[1], group.at[0]], { keyboard: false, interactive: false, icon: L.divIcon({ html: button, className: "mk-icon", iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2 - dx, SIZE / 2 - dy] }), zIndexOffset: ORDER[group.slot] * 1000 }).addTo(this.map);
      if (group.slot === "area") {
        const radius = Math.max(...group.features.map((f) => f.radius || 0));
        group.disc = L.circle([group.at[1], group.at[0]], { pane: "mk-areas", radius, stroke: false, fillOpacity: 1, className: "mk-disc" }).addTo(this.map);
        group.disc.on("click", () => this.pick(group));
      }
    }
    for (const route of this.story.features.filter((f) => f.sign === "route" && f.line)) {
      const line = route.line.map(([lon, lat]) => [lat, lon]);
      const make = (name) => L.polyline(line, { pane: "mk-routes", className: name, interactive: name === "mk-route-hit", smoothFactor: 0.5 }).addTo(this.map);
      route.parts = [make("mk-route-casing"), make("mk-route"), make("mk-route-hit")];
      route.parts[1].getElement().style.stroke = hueOf(route.hue);
      const hit = route.parts[2].getElement();
      for (const [key, value] of [["tabindex", 0], ["role", "button"], ["aria-label", route.title + ". " + route.label]]) hit.setAttribute(key, value);
      hit.addEventListener("click", (event) => { event.stopPropagation(); this.select([route], true); });
      hit.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.select([route], true); } });
      route.arrows = this.arrows(route);
    }
  }

  arrows(route) {
    const line = route.line;
    const spots = [Math.floor(line.length * 0.3), Math.floor(line.length * 0.75)].filter((i, n, all) => i > 0 && i < line.length && all.indexOf(i) === n);
    return (spots.length ? spots : [line.length - 1]).map((i) => {
      const a = this.map.project([line[i - 1][1], line[i - 1][0]], 8), b = this.map.project([line[i][1], line[i][0]], 8);
      const turn = (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI;
      const head = svg("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: "M-5 -5.5L6 0L-5 5.5L-2.5 0Z", transform: "rotate(" + turn.toFixed(1) + ")", class: "mk-arrow", style: "fill:" + hueOf(route.hue) }));
      const middle = this.map.unproject(a.add(b).divideBy(2), 8);
      return L.marker(middle, { keyboard: false, interactive: false, pane: "mk-routes", icon: L.divIcon({ html: head, className: "mk-icon", iconSize: [16, 16] }) }).addTo(this.map);
    });
  }

  update() {
    const day = this.day;
    for (const group of this.groups) {
      const shown = day === null ? group.features.map((feature) => ({ feature, state: "certain" })) : visible(group.features, day, this.byId).filter(({ state }) => group.slot !== "area" || state !== "past");
      const key = shown.map(({ feature, state }) => feature.id + state).join() + (group.chosen ? "!" : "");
      if (group.drawn === key) continue;
      group.drawn = key;
      group.shown = shown;
      const button = group.button;
      button.hidden = !shown.length;
      button.classList.toggle("mk-chosen", !!group.chosen);
      if (group.disc) {
        const path = group.disc.getElement();
        path.style.display = shown.length ? "" : "none";
        if (shown.length) path.style.fill = "url(#" + this.root.id + "-soft-" + (shown[0].feature.hue ?? null) + ")";
      }
      if (!shown.length) continue;
      const kinds = shown.map(({ feature, state }) => feature.title + " (" + (state === "certain" ? STATUS_WORDS[feature.status] : STATE_WORDS[state]) + ")");
      button.setAttribute("aria-label", kinds.slice(0, 3).join("; ") + (kinds.length > 3 ? "; and " + (kinds.length - 3) + " more" : ""));
      button.title = shown.map(({ feature }) => feature.title).slice(0, 3).join("\n");
      button.replaceChildren(group.slot === "area" ? el("span", {}, areaWords(group) + " (" + shown.length + ")") : glyph(this.root.id, group.slot, shown));
    }
    for (const route of this.story.features.filter((f) => f.parts)) {
      const state = day === null ? "certain" : stateOn(route, day);
      const hidden = state === "hidden" || state === "undated";
      route.out = hidden;
      if (route.words) route.words.hidden = hidden;
      for (const part of [...route.parts, ...route.arrows]) part.getElement().style.display = hidden ? "none" : "";
      for (const part of route.parts) part.getElement().dataset.state = state;
    }
  }

  go(day) {
    this.day = this.time ? Math.max(this.time.low, Math.min(this.time.high, day)) : null;
    if (this.time) this.time.show(this.day);
    this.update();
    this.panel.refresh();
    this.link();
  }

  pick(group) {
    this.select(group.shown.map(({ feature }) => feature), true);
  }

  // Opens the panel on features; `travel` also moves clock and map to where the first of them shows.
  select(features, focus, travel) {
    const [first] = features;
    this.chosen = first.id;
    if (travel && this.time && first.since) {
      const [low, high] = bounds(first.since);
      const shows = ["certain", "possible"].includes(stateOn(first, this.day));
      const day = Number.isFinite(high) ? high : low;
      if (!shows && day >= this.time.low && day <= this.time.high) this.go(day);
    }
    if (travel && first.at && !this.map.getBounds().pad(-0.08).contains([first.at[1], first.at[0]])) this.map.panTo([first.at[1], first.at[0]]);
    for (const group of this.groups) group.chosen = group.features.some((f) => features.includes(f));
    this.panel.select(features, focus);
    if (first.at) this.uncover(first.at);
    this.update();
    this.link();
  }

  // On a narrow page the panel lies over the map: moves what was chosen out from under it.
  uncover(at) {
    if (getComputedStyle(this.panel.node).position !== "absolute") return;
    const hidden = this.frame.getBoundingClientRect().bottom - this.panel.node.getBoundingClientRect().top;
    const room = this.frame.clientHeight - Math.max(0, hidden), y = this.map.latLngToContainerPoint([at[1], at[0]]).y;
    if (room > 60 && y > room - 30) this.map.panBy([0, y - room / 2]);
  }

  unselect() {
    this.chosen = null;
    for (const group of this.groups) group.chosen = false;
    this.panel.current = [];
    this.update();
    this.link();
  }

  link() {
    clearTimeout(this.linking);
    this.linking = setTimeout(() => {
      const parts = [this.day !== null ? "on=" + toIso(this.day) : "", this.chosen ? "id=" + encodeURIComponent(this.chosen) : ""].filter(Boolean);
      // a page inside another page's frame may not touch its address
      try { history.replaceState(null, "", "#" + parts.join("&")); } catch { /* the map works without */ }
    }, 250);
  }

  fromLink() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const day = wanted.get("on") || "";
    this.go(isDate(day) ? toDay(day) : this.day ?? (this.story.start ? toDay(this.story.start) : 0));
    const feature = this.byId.get(wanted.get("id"));
    if (feature) this.select([feature], false, !isDate(day));
  }

  legend() {
    const used = this.story.features.filter((f) => f.sign !== "issue" && (f.at || f.line));
    const id = this.root.id, list = [];
    const row = (picture, words) => el("li", {}, picture, el("span", {}, words));
    const part = (words, rows) => rows.length && list.push(el("h2", {}, words), el("ul", {}, rows));
    const swatch = (attributes, ...inside) => svg("svg", { viewBox: "-12 -9 24 18", width: 28, height: 21, "aria-hidden": "true", ...attributes }, ...inside);
    const sample = (values, state, extra) => {
      const feature = { hue: "ink", paint: "solid", status: "reported", ...values };
      return swatch({}, svg("circle", { r: 6.5, ...style(paint(id, feature, state)) }), question(feature), extra);
    };
    const onMap = new Set(this.groups.flatMap((g) => g.features).concat(used.filter((f) => f.line)));
    const drawn = [...onMap];
    part("Colour: who", this.story.hues.map((name, hue) => drawn.some((f) => f.hue === hue) && row(swatch({}, svg("rect", { x: -9, y: -5.5, width: 18, height: 11, rx: 2, style: "fill:" + hueOf(hue) })), name)).filter(Boolean)
      .concat(drawn.some((f) => f.hue === -1) ? [row(swatch({}, svg("rect", { x: -9, y: -5.5, width: 18, height: 11, rx: 2, style: "fill:" + hueOf(-1) })), "others")] : []));
    const has = (test) => drawn.some(test);
    const open = (f) => { const [a, b] = bounds(f.since); return a !== b || (f.until && bounds(f.until)[0] !== bounds(f.until)[1]); };
    part("Filling: how surely on this day", [
      has((f) => f.paint === "solid") && row(sample({}, "certain"), "certain"),
      has((f) => f.paint !== "dotted" && open(f)) && row(sample({}, "possible"), "possible, date not exact"),
      has((f) => f.sign === "event" && f.paint === "solid") && row(sample({}, "past"), "earlier than this day"),
      has((f) => f.paint === "outline") && row(sample({ paint: "outline" }, "certain"), "claimed, not confirmed"),
      has((f) => f.paint === "dotted") && row(sample({ paint: "dotted" }, "certain"), "planned"),
      has((f) => f.paint === "hatched") && row(sample({ paint: "hatched" }, "certain"), "reported as uncertain"),
      has((f) => f.paint === "inferred") && row(sample({ paint: "inferred" }, "certain"), "inferred, not reported"),
      has((f) => f.paint === "unknown") && row(sample({ paint: "unknown", hue: null }, "certain"), "holder not known"),
      has((f) => f.kind === "contested") && row(sample({}, "certain", svg("path", { d: "M-4 -4L4 4M-4 4L4 -4", class: "mk-cross" })), "contested"),
    ].filter(Boolean));
    const inSlot = (slot) => this.groups.some((g) => g.slot === slot);
    part("Shape: what", [
      inSlot("town") && row(swatch({}, svg("circle", { r: 6.5, class: "mk-line" })), "town"),
      this.groups.some((g) => g.slot === "base" && g.features.some((f) => f.sign === "control")) && row(swatch({}, svg("rect", { x: -6, y: -6, width: 12, height: 12, class: "mk-line" })), "base, beside its town"),
      this.groups.some((g) => g.slot === "base" && g.features.some((f) => f.kind === "withdrawal")) && row(swatch({}, svg("rect", { x: -8, y: -8, width: 16, height: 16, rx: 1.5, class: "mk-line", "stroke-dasharray": "4 2.6" })), "base left: colour says by whom"),
      inSlot("event") && row(swatch({}, svg("path", { d: "M0 -7.5L7.5 0L0 7.5L-7.5 0Z", class: "mk-line" })), "other event (number: several)"),
      inSlot("area") && row(swatch({}, svg("circle", { r: 9, fill: "url(#" + id + "-soft-null)" })), "somewhere in this area"),
      ...used.filter((f) => f.line).slice(0, 1).map((f) => row(swatch({}, svg("path", { d: "M-11 0H11", class: "mk-line", "stroke-dasharray": f.status === "reported" ? "none" : "5 3" })), "route, " + f.kind.split(/[:;,(]/)[0])),
    ].filter(Boolean));
    const node = el("details", { class: "mk-legend", open: this.roomy() }, el("summary", {}, "Legend"), el("div", {}, list));
    node.addEventListener("toggle", () => this.labels && this.labels.place());
    L.DomEvent.disableClickPropagation(node).disableScrollPropagation(node);
    return node;
  }
}

function start(id) {
  const app = new App(id);
  const seek = (fraction) => app.time && app.go(Math.round(app.time.low + fraction * (app.time.high - app.time.low)));
  const seekDate = (iso) => app.time && isDate(iso) && app.go(toDay(iso));
  window.mapkit = { seek, seekDate };
  const done = () => {
    app.labels.place();
    requestAnimationFrame(() => { window.__mapReady = true; });
  };
  if (app.story.base.data) drawBasemap(app.map, app.story.base).then(done, done);
  else done();
  return app.map;
}
