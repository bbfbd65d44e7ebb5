// Names on the map, set anew after every move so that none covers another or a sign.

const LABEL_FONTS = { event: "600 14px ", town: "400 12px ", country: "600 11px ", area: "italic 600 13px ", route: "italic 400 12px " };

// The words for an area: "Aleppo region", not "Aleppo", which is a town as well.
function areaWords(group) {
  const kind = group.features[0].placeKind || "";
  if (!["region", "district", "country", "feature"].includes(kind) || group.place.toLowerCase().includes(term("place_kind", kind).toLowerCase())) return group.place;
  return t("area." + kind, { place: group.place });
}

// From this box on a name is no longer beside its place.
const FAR = 8;

class Labels {
  constructor(map, story) {
    this.map = map;
    this.story = story;
    this.pane = map.createPane("mk-labels");
    this.pane.style.zIndex = 610;
    this.pane.style.pointerEvents = "none";
    this.measure = document.createElement("canvas").getContext("2d");
    this.family = getComputedStyle(map.getContainer()).fontFamily;
    this.items = [];
    this.groups = [];
    this.drawn = [];
    map.on("moveend zoomend resize", () => this.place());
    map.on("zoomstart", () => this.clear());
  }

  // What is to be named: the places of marks first, then areas, routes, countries, and towns by size.
  use(groups, routes) {
    this.groups = groups;
    const story = this.story;
    const named = new Map();
    for (const group of groups) if (group.slot !== "area" && group.place) {
      const found = named.get(group.at.join()) || { kind: "event", text: group.place, at: group.at, groups: [] };
      found.groups.push(group);
      named.set(group.at.join(), found);
    }
    const near = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.06;
    const taken = [...named.values()];
    for (const end of routes) {
      for (const [text, at] of [[end.from, end.line[0]], [end.to, end.line[end.line.length - 1]]]) {
        if (text && !taken.some((label) => near(label.at, at))) taken.push({ kind: "event", text, at, route: end });
      }
    }
    const towns = story.labels.filter((town) => !taken.some((label) => near(label.at, town.at) || label.text === town.name));
    this.items = [
      ...taken,
      ...groups.filter((group) => group.slot === "area").map((group) => ({ kind: "area", text: areaWords(group) + " (9)", at: group.at, group })),
      ...routes.map((f) => ({ kind: "route", text: f.label, line: f.line, route: f })),
      ...story.countries.map((country) => ({ kind: "country", text: country.name.toUpperCase(), at: country.at, focus: country.focus })),
      ...towns.map((town) => ({ kind: "town", text: town.name, at: town.at })),
    ];
  }

  clear() {
    for (const node of this.drawn) node.remove();
    this.drawn = [];
  }

  size(item) {
    if (!item.w) {
      this.measure.font = (item.focus ? "600 14px " : LABEL_FONTS[item.kind]) + this.family;
      const spacing = item.kind === "country" && !/[\u0600-\u06ff]/.test(item.text) ? (item.focus ? 5 : 2.4) : 0;
      item.w = Math.ceil(Math.max(...item.text.split("\n").map((line) => this.measure.measureText(line).width)) + spacing * item.text.length) + 4;
      item.h = { event: 18, area: 26 }[item.kind] || 15 * item.text.split("\n").length + 1;
    }
    return item;
  }

  // Whether anything shows at a place on the chosen day; a place where nothing does is named like any other town.
  live(item) {
    if (item.route && item.kind === "event") return !item.route.out;
    return (item.groups || []).some((group) => group.shown && group.shown.length);
  }

  disc(item) {
    return (item.groups || []).some((group) => group.slot === "town" && group.shown && group.shown.length);
  }

  boxes(item, point) {
    const { w, h } = this.size(item);
    const at = (x, y) => ({ x: point.x + x, y: point.y + y, w, h });
    if (item.kind === "country") return [0, -20, 20].flatMap((y) => [0, -30, 30].map((x) => at(-w / 2 + x, -h / 2 + y)));
    if (item.kind === "area") return [0, 24, -24, 48, -48, 72].flatMap((y) => [0, -50, 50, -90, 90].map((x) => at(-w / 2 + x, -h / 2 + y)));
    const gap = this.disc(item) ? 13 : item.kind === "event" ? 7 : 6;
    return [at(gap, -h / 2), at(-w / 2, gap), at(-w / 2, -gap - h), at(gap - 2, -h - 1), at(gap - 2, 3), at(-gap - w, -h / 2), at(-gap - w, 3), at(-gap - w, -h - 1), at(-gap - w - 22, -h / 2), at(-w / 2, -gap - h - 18),
      // in a crowd a name stands off a little rather than not at all
      ...(this.live(item) ? [[26, 20], [-26 - w, 20], [26, -38], [-26 - w, -38], [-w / 2, 34], [-w / 2, -52]].map(([x, y]) => at(x, y)) : [])];
  }

  routeBoxes(item) {
    const points = item.line.map(([lon, lat]) => this.map.latLngToContainerPoint([lat, lon]));
    const lengths = points.map((p, i) => (i ? p.distanceTo(points[i - 1]) : 0));
    const total = lengths.reduce((a, b) => a + b, 0);
    const { w, h } = this.size(item);
    const boxes = [];
    if (total < 60) return boxes;
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.8, 0.2]) {
      let left = share * total, i = 1;
      while (i < points.length - 1 && left > lengths[i]) left -= lengths[i++];
      const k = lengths[i] ? left / lengths[i] : 0;
      const x = points[i - 1].x + k * (points[i].x - points[i - 1].x), y = points[i - 1].y + k * (points[i].y - points[i - 1].y);
      boxes.push({ x: x + 14, y: y - h / 2, w, h }, { x: x - 14 - w, y: y - h / 2, w, h });
    }
    return boxes;
  }

  lineBoxes() {
    return this.items.filter((item) => item.line).flatMap((item) => {
      const points = item.line.map(([lon, lat]) => this.map.latLngToContainerPoint([lat, lon]));
      return points.slice(1).flatMap((p, i) => {
        const steps = Math.max(1, Math.ceil(p.distanceTo(points[i]) / 8));
        return Array.from({ length: steps }, (_, k) => ({ x: points[i].x + ((p.x - points[i].x) * k) / steps - 4, y: points[i].y + ((p.y - points[i].y) * k) / steps - 4, w: 8, h: 8 }));
      });
    });
  }

  place() {
    this.clear();
    const size = this.map.getSize();
    if (!size.x || !size.y) return;
    const frame = { x: 4, y: 4, w: size.x - 8, h: size.y - 8 };
    const room = Math.round((size.x * size.y) / 26000);
    const taken = this.groups.flatMap((group) => {
      const p = this.map.latLngToContainerPoint([group.at[1], group.at[0]]), [dx, dy] = OFFSETS[group.slot];
      return group.slot === "area" || !(group.shown && group.shown.length) ? [] : [{ x: p.x + dx - 13, y: p.y + dy - 12, w: 26, h: 24 }];
    });
    const container = this.map.getContainer().getBoundingClientRect();
    for (const node of this.map.getContainer().querySelectorAll(".leaflet-control, .mk-legend")) {
      const box = node.getBoundingClientRect();
      if (box.width) taken.push({ x: box.x - container.x - 2, y: box.y - container.y - 2, w: box.width + 4, h: box.height + 4 });
    }
    let towns = 0;
    const rank = (item) => (item.kind === "event" ? (this.live(item) ? 0 : 2) : item.kind === "town" ? 3 : 1);
    const items = [0, 1, 2, 3].flatMap((wanted) => this.items.filter((item) => rank(item) === wanted)).filter((item) => {
      if (item.line) return !item.route.out;
      if (item.group && !(item.group.shown && item.group.shown.length)) return false;
      item.point = this.map.latLngToContainerPoint([item.at[1], item.at[0]]);
      const seen = item.point.x > 0 && item.point.y > 0 && item.point.x < size.x && item.point.y < size.y;
      return seen && (item.kind !== "town" || towns++ < room);
    });
    const plain = (item) => item.kind === "town" || (item.kind === "event" && !this.live(item));
    const ready = items.map((item) => ({
      boxes: item.line ? this.routeBoxes(item) : this.boxes(item, item.point),
      dot: plain(item) ? { x: item.point.x - 2, y: item.point.y - 2, w: 4, h: 4 } : null,
    }));
    for (const item of items) if (item.kind === "event" && !plain(item)) taken.push({ x: item.point.x - 4, y: item.point.y - 4, w: 8, h: 8 });
    placeLabels(ready, taken, frame, this.lineBoxes()).forEach((index, number) => {
      const item = items[number];
      if (item.group) item.group.button.style.visibility = index < 0 ? "hidden" : "";
      if (index < 0) return;
      const box = ready[number].boxes[index];
      if (item.group) {
        const shift = [box.x + box.w / 2 - item.point.x, box.y + box.h / 2 - item.point.y];
        item.group.button.style.translate = shift.map((pixels) => Math.round(pixels) + "px").join(" ");
        return;
      }
      this.put("mk-label mk-label-" + (plain(item) ? "town" : item.kind) + (item.focus ? " mk-label-focus" : ""), box.x, box.y, item.text);
      if (item.kind === "event" && index >= FAR) this.lead(item.point, box);
      if (plain(item)) this.put("mk-dot", item.point.x - 2.5, item.point.y - 2.5, "");
    });
    for (const item of items) if (item.kind === "event" && !plain(item) && !this.disc(item)) this.put("mk-dot", item.point.x - 2.5, item.point.y - 2.5, "");
  }

  // A thin line from a name that stands off to its place.
  lead(from, box) {
    const to = { x: Math.max(box.x, Math.min(from.x, box.x + box.w)), y: Math.max(box.y, Math.min(from.y, box.y + box.h)) };
    const node = this.put("mk-leader", from.x, from.y, "");
    node.style.width = Math.hypot(to.x - from.x, to.y - from.y) + "px";
    node.style.transform += " rotate(" + Math.atan2(to.y - from.y, to.x - from.x) + "rad)";
  }

  put(name, x, y, text) {
    const node = el("div", { class: name, dir: "auto", "aria-hidden": "true" }, text);
    L.DomUtil.setPosition(node, this.map.containerPointToLayerPoint([x, y]));
    this.pane.append(node);
    this.drawn.push(node);
    return node;
  }
}
