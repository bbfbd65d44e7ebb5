// The legend of many events: kinds with their switches, and what a disc stands for.

function swatch(kind, name) {
  const circle = svg("circle", { r: 6, ...(name ? { class: name } : { style: "fill:" + hueOf(kind.hue) }) });
  return svg("svg", { viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" }, circle);
}

class Key {
  constructor(app) {
    this.app = app;
    const { kinds, data, header } = app, totals = new Uint32Array(kinds.length), inexact = header.count > data.exact;
    for (let i = 0; i < header.count; i++) totals[data.kind[i] & 127]++;
    this.boxes = [];
    const rows = kinds.map((kind, c) => {
      const box = el("input", { type: "checkbox", checked: true, onchange: () => this.show(this.boxes.map(({ checked }) => checked)) });
      const only = () => this.show(kinds.map((_, other) => other === c));
      this.boxes.push(box);
      return el("li", {}, el("label", {}, box, swatch(kind), el("span", {}, el("bdi", {}, kind.name), " ", el("small", {}, number(totals[c])))),
        kinds.length > 1 ? el("button", { type: "button", class: "mk-only", "aria-label": t("explore.only-label", { name: kind.name }), onclick: only }, t("explore.only")) : null);
    });
    this.all = el("button", { type: "button", class: "mk-link", hidden: true, onclick: () => this.show(kinds.map(() => true)) }, t("filter-clear"));
    this.samples = el("div", { class: "mk-sizes" });
    this.words = el("p", {});
    const why = header.unsure ? t("explore.doubtful") : t("explore.inexact");
    this.node = el("details", { class: "mk-legend mk-key", open: app.roomy() }, el("summary", {}, t("legend")), el("div", {},
      el("h2", {}, t("explore.legend-colour")), el("ul", { class: "mk-kinds" }, rows), this.all, kinds.some(({ hue }) => hue === -1) ? el("p", {}, t("explore.shared")) : null,
      el("h2", {}, t("explore.legend-size")), this.samples, this.words,
      header.unsure || inexact ? el("p", { class: "mk-pale-row" }, swatch(null, "mk-pale"), el("span", {}, t("explore.pale", { why }))) : null));
    this.node.addEventListener("toggle", () => app.names && app.names.place());
    L.DomEvent.disableClickPropagation(this.node).disableScrollPropagation(this.node);
  }

  // Shows the kinds that are marked, and no others.
  show(marked) {
    marked.forEach((on, c) => { this.boxes[c].checked = on; });
    this.all.hidden = marked.every(Boolean);
    this.app.filter(new Set(marked.map((on, c) => (on ? -1 : c)).filter((c) => c >= 0)));
  }

  // What the sizes of the discs mean, at this zoom and for so many days.
  sizes() {
    const { app } = this, { map, look, reference } = app, values = [...new Set([1, round(reference / 4), reference])];
    const box = 2 * Math.ceil(app.largest + 1), view = [-box / 2, -box / 2, box, box].join(" ");
    this.samples.replaceChildren(...values.map((value, i) => el("span", {},
      svg("svg", { viewBox: view, width: box, height: box, "aria-hidden": "true" }, svg("circle", { r: app.radius(value), class: "mk-sample" })),
      i === values.length - 1 ? t("value.at-least", { amount: value }) : number(value))));
    const beside = map.containerPointToLatLng(map.getSize().divideBy(2).add([look.cell, 0])), km = map.distance(map.getCenter(), beside) / 1000;
    const each = look.cell ? t("explore.per-square", { km: km < 9.5 ? Math.round(km * 10) / 10 : Math.round(km) }) : app.header.sites ? t("explore.per-place") : t("explore.per-point");
    this.words.textContent = each + (app.kinds.length > 1 ? " " + t("explore.leading") : "");
  }
}
