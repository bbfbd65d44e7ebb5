// Names of towns and countries on the map of many events, set anew after every move so that none covers another.

const NAME_FONTS = { town: "400 12px ", country: "600 11px ", focus: "600 14px " };

class Names {
  constructor(map, header) {
    this.map = map;
    this.pane = map.createPane("mk-labels");
    this.pane.style.zIndex = 610;
    this.pane.style.pointerEvents = "none";
    this.measure = document.createElement("canvas").getContext("2d");
    const family = getComputedStyle(map.getContainer()).fontFamily;
    const item = (kind, spacing) => ({ name, at, focus = false }) => {
      const text = kind === "country" ? name.toUpperCase() : name;
      this.measure.font = NAME_FONTS[focus ? "focus" : kind] + family;
      const apart = /[\u0600-\u06ff]/.test(text) ? 0 : focus ? 5 : spacing;
      return { kind, focus, text, at: [at[1], at[0]], w: Math.ceil(this.measure.measureText(text).width + apart * text.length) + 4, h: 16 };
    };
    this.items = [...header.countries.map(item("country", 2.4)), ...header.labels.map(item("town", 0))];
    map.on("moveend zoomend resize", () => this.place());
    map.on("zoomstart", () => this.pane.replaceChildren());
  }

  boxes({ kind, w, h }, { x, y }) {
    const at = (dx, dy) => ({ x: x + dx, y: y + dy, w, h });
    if (kind === "country") return [0, -20, 20].flatMap((dy) => [0, -30, 30].map((dx) => at(-w / 2 + dx, -h / 2 + dy)));
    return [at(6, -h / 2), at(-w / 2, 6), at(-w / 2, -6 - h), at(-6 - w, -h / 2)];
  }

  place() {
    const size = this.map.getSize();
    this.pane.replaceChildren();
    if (!size.x || !size.y) return;
    const corner = this.map.getContainer().getBoundingClientRect(), taken = [];
    for (const node of this.map.getContainer().querySelectorAll(".leaflet-control, .mk-legend")) {
      const box = node.getBoundingClientRect();
      if (box.width) taken.push({ x: box.x - corner.x - 2, y: box.y - corner.y - 2, w: box.width + 4, h: box.height + 4 });
    }
    let towns = Math.round((size.x * size.y) / 26000);
    const shown = this.items
      .map((item) => ({ item, point: this.map.latLngToContainerPoint(item.at) }))
      .filter(({ item, point }) => point.x > 0 && point.y > 0 && point.x < size.x && point.y < size.y && (item.kind === "country" || towns-- > 0));
    const ready = shown.map(({ item, point }) => ({ boxes: this.boxes(item, point), dot: item.kind === "town" ? { x: point.x - 2, y: point.y - 2, w: 4, h: 4 } : null }));
    placeLabels(ready, taken, { x: 4, y: 4, w: size.x - 8, h: size.y - 8 }).forEach((index, number) => {
      if (index < 0) return;
      const { item, point } = shown[number], box = ready[number].boxes[index];
      this.put("mk-label mk-label-" + item.kind + (item.focus ? " mk-label-focus" : ""), box.x, box.y, item.text);
      if (item.kind === "town") this.put("mk-dot", point.x - 2.5, point.y - 2.5, "");
    });
  }

  put(name, x, y, text) {
    const node = el("div", { class: name, dir: "auto", "aria-hidden": "true" }, text);
    L.DomUtil.setPosition(node, this.map.containerPointToLayerPoint([x, y]));
    this.pane.append(node);
  }
}
