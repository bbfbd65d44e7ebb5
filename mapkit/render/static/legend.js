// What the signs mean: only of what is on the map.

function legendOf(app) {
  const id = app.root.id, list = [];
  const { story, chart } = app;
  const drawn = [...chart.drawn];
  const row = (picture, words) => el("li", {}, picture, el("span", { dir: "auto" }, words));
  const part = (words, rows) => {
    const kept = rows.filter(Boolean);
    if (kept.length) list.push(el("h2", {}, words), el("ul", {}, kept));
  };
  const swatch = (attributes, ...inside) => svg("svg", { viewBox: "-12 -9 24 18", width: 28, height: 21, "aria-hidden": "true", ...attributes }, ...inside);
  const block = (hue) => swatch({}, svg("rect", { x: -9, y: -5.5, width: 18, height: 11, rx: 2, style: "fill:" + hueOf(hue) }));
  const sample = (values, state, extra) => {
    const feature = { hue: "ink", paint: "solid", status: "reported", ...values };
    return swatch({}, svg("circle", { r: 6.5, ...style(paint(id, feature, state)) }), question(feature), extra);
  };
  const has = (test) => drawn.some(test);
  const parted = chart.groups.some((g) => g.slot !== "event" && g.features.filter((f) => f.sign === "control").length > 1);
  const open = (f) => { const [a, b] = bounds(f.since); return a !== b || (f.until && bounds(f.until)[0] !== bounds(f.until)[1]); };
  part(t("legend-who"), [
    ...story.hues.map((name, hue) => has((f) => f.hue === hue) && row(block(hue), name)),
    has((f) => f.hue === -1) && row(block(-1), t("legend-others")),
  ]);
  part(t("legend-filling"), [
    has((f) => f.paint === "solid") && row(sample({}, "certain"), t("legend-certain")),
    has((f) => f.paint !== "dotted" && open(f)) && row(sample({}, "possible"), t("legend-possible")),
    has((f) => f.sign === "event" && f.paint === "solid") && row(sample({}, "past"), t("legend-past")),
    has((f) => f.paint === "outline") && row(sample({ paint: "outline" }, "certain"), term("status", "claimed")),
    has((f) => f.paint === "dotted") && row(sample({ paint: "dotted" }, "certain"), term("status", "planned")),
    has((f) => f.paint === "hatched") && row(sample({ paint: "hatched" }, "certain"), term("status", "possible")),
    has((f) => f.paint === "denied") && row(sample({ paint: "denied" }, "certain"), term("status", "denied")),
    has((f) => f.paint === "inferred") && row(sample({ paint: "inferred" }, "certain"), term("status", "inferred")),
    has((f) => f.paint === "unknown") && row(sample({ paint: "unknown", hue: null }, "certain"), t("legend-holder-unknown")),
    parted && row(sample({}, "certain", svg("g", {}, svg("path", { d: "M0 -6.5A6.5 6.5 0 0 1 0 6.5Z", style: "fill:var(--mk-paper)" }), svg("circle", { r: 6.5, class: "mk-line" }))), t("legend-parted")),
    has((f) => f.kind === "contested") && row(sample({}, "certain", svg("path", { d: "M-4 -4L4 4M-4 4L4 -4", class: "mk-cross" })), t("legend-contested")),
  ]);
  const inSlot = (slot, test = () => true) => chart.groups.some((g) => g.slot === slot && g.features.some(test));
  const route = drawn.find((f) => f.line);
  part(t("legend-shape"), [
    inSlot("town") && row(swatch({}, svg("circle", { r: 6.5, class: "mk-line" })), t("legend-town")),
    inSlot("base", (f) => f.sign === "control") && row(swatch({}, svg("rect", { x: -6, y: -6, width: 12, height: 12, class: "mk-line" })), t("legend-base")),
    inSlot("base", (f) => f.kind === "withdrawal") && row(swatch({}, svg("rect", { x: -8, y: -8, width: 16, height: 16, rx: 1.5, class: "mk-line", "stroke-dasharray": "4 2.6" })), t("legend-base-left")),
    inSlot("event") && row(swatch({}, svg("path", { d: "M0 -7.5L7.5 0L0 7.5L-7.5 0Z", class: "mk-line" })), t("legend-other-event")),
    inSlot("area") && row(swatch({}, svg("circle", { r: 9, fill: "url(#" + id + "-soft-null)" })), t("legend-area")),
    route && row(swatch({}, svg("path", { d: "M-11 0H11", class: "mk-line", "stroke-dasharray": route.status === "reported" ? "none" : "5 3" })), t("legend-route", { kind: route.kind.split(/[:;,(]/)[0].trim() })),
    has((f) => f.area) && row(swatch({}, svg("path", { d: "M-9 -5L2 -7L9 0L5 7L-8 5Z", class: "mk-line", style: "fill:url(#" + id + "-hatch-ink);fill-opacity:.35" })), t("legend-boundary")),
    has((f) => f.anchors) && row(swatch({}, svg("path", { d: "M-11 0H11", class: "mk-line mk-line-band" }), svg("path", { d: "M-11 0H11", class: "mk-line", "stroke-dasharray": "5 3" })), t("legend-band")),
  ]);
  return list;
}

// The legend in its corner, made anew when what is on the map changes; it stays open or closed.
class Legend {
  constructor(app) {
    this.app = app;
    this.body = el("div");
    this.node = el("details", { class: "mk-legend", open: app.chart.roomy() }, el("summary", {}, t("legend")), this.body);
    this.node.addEventListener("toggle", () => app.chart.labels.place());
    L.DomEvent.disableClickPropagation(this.node).disableScrollPropagation(this.node);
    app.chart.frame.append(this.node);
  }

  refresh() {
    const rows = legendOf(this.app);
    this.body.replaceChildren(...rows);
    this.node.hidden = !rows.length;
  }
}
