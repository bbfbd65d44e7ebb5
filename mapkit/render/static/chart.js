// The map itself: base map, marks, routes, and what each shows on the chosen day.

// Where the sign of each slot stands, in pixels from its place: a base beside its town, events above.
const OFFSETS = { town: [0, 0], base: [-26, 0], event: [0, -23], area: [0, 0] };
const ORDER = { town: 0, base: 1, event: 2, area: 3 };

class Chart {
  constructor(app) {
    this.app = app;
    this.story = app.story;
    this.frame = el("div", { class: "mk-map", dir: "ltr", role: "region", "aria-label": t("map") });
    this.groups = [];
    this.routes = [];
    this.areas = [];
  }

  // Needs the frame to be on the page.
  start() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = (this.map = L.map(this.frame, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, zoomAnimation: !still, fadeAnimation: !still, inertia: !still, maxBounds: [[-84, -200], [86, Math.max(200, this.story.view[2] + 40)]] }));
    const rtl = getComputedStyle(this.app.root).direction === "rtl";
    L.control.zoom({ position: rtl ? "topleft" : "topright", zoomInTitle: t("zoom-in"), zoomOutTitle: t("zoom-out") }).addTo(map);
    L.control.scale({ position: rtl ? "bottomleft" : "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
    this.fit();
    // until the reader moves the map, a change of its size shows the whole story anew
    for (const kind of ["pointerdown", "wheel", "keydown"]) this.frame.addEventListener(kind, () => { this.moved = true; this.linked = null; }, { capture: true, passive: true });
    if (this.story.tiles) offerTiles(map, this.story.tiles, rtl ? "topleft" : "topright");
    for (const [name, order] of [["mk-areas", 410], ["mk-routes", 420]]) map.createPane(name).style.zIndex = order;
    this.labels = new Labels(map, this.story);
    map.on("moveend", () => this.app.link());
    new ResizeObserver(() => {
      map.invalidateSize({ pan: false });
      if (this.linked) this.look(this.linked);
      else if (!this.moved && !this.app.chosen.length) this.fit();
    }).observe(this.frame);
  }

  // Shows what a link asks for: latitude, longitude and zoom; kept while the page takes its size.
  look(view) {
    this.moved = true;
    this.linked = view;
    this.map.setView([view[0], view[1]], view[2], { animate: false });
  }

  // Shows the whole story, clear of the legend and the buttons.
  fit() {
    const [west, south, east, north] = this.story.view;
    const wide = Math.max(1, this.frame.clientWidth), high = Math.max(1, this.frame.clientHeight);
    const legend = this.roomy() ? 230 : Math.min(44, wide * 0.12), other = Math.min(90, wide * 0.2), edge = Math.min(46, high * 0.14);
    const [left, right] = getComputedStyle(this.app.root).direction === "rtl" ? [other, legend] : [legend, other];
    this.map.fitBounds([[south, west], [north, east]], { paddingTopLeft: [left, edge], paddingBottomRight: [right, edge], maxZoom: 9, animate: false });
  }

  // Whether the legend can stand open beside the story.
  roomy() {
    return this.frame.clientWidth >= 720 && this.frame.clientHeight >= 420;
  }

  // Makes every mark of these features once; what it shows is set by `update`.
  draw(features) {
    for (const group of this.groups) {
      group.marker.remove();
      if (group.disc) group.disc.remove();
    }
    for (const area of this.areas) area.shape.remove();
    for (const route of this.routes) for (const part of [...route.parts, route.band, ...route.arrows]) part.remove();
    this.groups = marks(features).sort((a, b) => ORDER[a.slot] - ORDER[b.slot]);
    this.routes = features.filter((f) => f.sign === "route" && f.line);
    this.areas = features.filter((f) => f.area).map((feature) => ({ feature, shape: this.area(feature) }));
    for (const group of this.groups) this.mark(group);
    for (const route of this.routes) this.route(route);
    this.labels.use(this.groups, this.routes);
    this.named = null;
  }

  // Every feature that is on the map on some day.
  get drawn() {
    return new Set([...this.groups.flatMap((group) => group.features), ...this.routes]);
  }

  mark(group) {
    const button = el("button", { type: "button", class: "mk-mark mk-mark-" + group.slot, onclick: (event) => this.pick(group, event) });
    L.DomEvent.disableClickPropagation(button);
    const [dx, dy] = OFFSETS[group.slot];
    group.button = button;
    group.marker = L.marker([group.at[1], group.at[0]], { keyboard: false, interactive: false, icon: L.divIcon({ html: button, className: "mk-icon", iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2 - dx, SIZE / 2 - dy] }), zIndexOffset: ORDER[group.slot] * 1000 }).addTo(this.map);
    if (group.slot === "area" || group.features.some((f) => f.sign === "control" && isArea(f))) {
      const radius = Math.max(...group.features.map((f) => f.radius || 0));
      group.disc = L.circle([group.at[1], group.at[0]], { pane: "mk-areas", radius, stroke: false, fillOpacity: 1, className: "mk-disc" }).addTo(this.map);
      group.disc.on("click", () => this.pick(group, null));
    }
  }

  // The land of a place, where the author supplied its boundary; the mark at the place is what the keyboard reaches.
  area(feature) {
    const rings = feature.area.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
    const shape = L.polygon(rings, { pane: "mk-areas", className: "mk-territory", interactive: true, keyboard: false }).addTo(this.map);
    shape.on("click", () => this.app.select([feature], true));
    return shape;
  }

  route(route) {
    const line = route.line.map(([lon, lat]) => [lat, lon]);
    const make = (name) => L.polyline(line, { pane: "mk-routes", className: name, interactive: name === "mk-route-hit", smoothFactor: 0.5 }).addTo(this.map);
    route.band = make("mk-band");
    route.parts = [make("mk-route-casing"), make("mk-route"), make("mk-route-hit")];
    for (const part of [route.band, route.parts[1]]) part.getElement().style.stroke = hueOf(route.hue);
    const hit = route.parts[2].getElement();
    for (const [key, value] of [["tabindex", 0], ["role", "button"], ["aria-label", route.title + ". " + route.label]]) hit.setAttribute(key, value);
    hit.addEventListener("click", (event) => { event.stopPropagation(); this.app.select([route], true); });
    hit.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.app.select([route], true); } });
    route.arrows = this.arrows(route);
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

  // Shows a day; null shows everything that has no time.
  update(day, byId, days) {
    for (const group of this.groups) this.showMark(group, day, byId, days);
    for (const route of this.routes) this.showRoute(route, day);
    for (const { feature, shape } of this.areas) {
      const state = day === null ? "certain" : stateOn(feature, day);
      const path = shape.getElement();
      path.style.display = state === "hidden" ? "none" : "";
      for (const [name, value] of Object.entries(paint(this.app.root.id, feature, state))) path.style.setProperty(name, value);
    }
    // names follow what shows
    const seen = [...this.groups.map((group) => group.shown.length > 0), ...this.routes.map((route) => !route.out)].join();
    if (seen !== this.named) this.labels.place();
    this.named = seen;
  }

  showMark(group, day, byId, days) {
    const shown = day === null ? group.features.map((feature) => ({ feature, state: "certain" })) : visible(group.features, day, byId, days).filter(({ state }) => group.slot !== "area" || state !== "past");
    const key = shown.map(({ feature, state }) => feature.id + state).join() + (group.chosen ? "!" : "");
    if (group.drawn === key) return;
    group.drawn = key;
    group.shown = shown;
    const button = group.button;
    button.hidden = !shown.length;
    button.classList.toggle("mk-chosen", !!group.chosen);
    if (group.disc) {
      const path = group.disc.getElement();
      path.style.display = shown.length ? "" : "none";
      if (shown.length) path.style.fill = "url(#" + this.app.root.id + "-soft-" + (shown[0].feature.hue ?? null) + ")";
    }
    if (!shown.length) return;
    const kinds = shown.map(({ feature, state }) => feature.title + " (" + (state === "certain" ? term("status", feature.status) : term("state", state)) + ")");
    button.setAttribute("aria-label", kinds.slice(0, 3).join("; ") + (kinds.length > 3 ? "; " + t("and-more", { n: kinds.length - 3 }) : ""));
    button.title = shown.map(({ feature }) => feature.title).slice(0, 3).join("\n");
    button.replaceChildren(group.slot === "area" ? el("span", {}, areaWords(group) + " (" + shown.length + ")") : glyph(this.app.root.id, group.slot, shown));
  }

  showRoute(route, day) {
    const state = day === null ? "certain" : stateOn(route, day);
    const hidden = state === "hidden" || state === "undated";
    route.out = hidden;
    for (const part of [...route.parts, ...route.arrows]) part.getElement().style.display = hidden ? "none" : "";
    for (const part of route.parts) part.getElement().dataset.state = state;
    // where on the line they can be on this day; nothing before they left, nothing once they have arrived
    const band = hidden || state === "past" || day === null ? null : bandOn(route, day);
    route.band.getElement().style.display = band ? "" : "none";
    if (band) route.band.setLatLngs(piece(route.line, ...band).map(([lon, lat]) => [lat, lon]));
  }

  // A press opens every sign under it: they may cover one another. A key opens the one that has the focus.
  pick(group, event) {
    const under = event && event.detail ? document.elementsFromPoint(event.clientX, event.clientY).map((node) => node.closest(".mk-mark")) : [];
    const groups = [group, ...this.groups.filter((other) => other !== group && under.includes(other.button))];
    this.app.select(groups.flatMap(({ shown }) => shown.map(({ feature }) => feature)), true);
  }

  choose(features) {
    for (const group of this.groups) group.chosen = features.length > 0 && group.features.some((f) => features.includes(f));
  }

  // Brings a feature into sight.
  travel(feature) {
    const points = feature.line || (feature.at ? [feature.at] : []);
    if (!points.length) return;
    const box = L.latLngBounds(points.map(([lon, lat]) => [lat, lon]));
    if (!this.map.getBounds().pad(-0.08).contains(box)) this.map.panTo(box.getCenter());
  }

  // On a narrow page the panel lies over the map: moves what was chosen out from under it.
  uncover(at, panel) {
    if (getComputedStyle(panel).position !== "absolute") return;
    const hidden = this.frame.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
    const room = this.frame.clientHeight - Math.max(0, hidden), y = this.map.latLngToContainerPoint([at[1], at[0]]).y;
    if (!(room > 60 && y > room - 30)) return;
    this.covered ??= this.map.getCenter();
    this.map.panBy([0, y - room / 2]);
  }

  // Takes that back once the panel is closed.
  recover() {
    if (this.covered) this.map.panTo(this.covered);
    this.covered = null;
  }
}
