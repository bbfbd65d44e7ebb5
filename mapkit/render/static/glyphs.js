// Signs. Hue says who; the way it is painted says how surely; nothing is said by hue alone.

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) node.setAttribute(key, value);
  node.append(...children.filter(Boolean));
  return node;
}

// An element of the page. Text only ever arrives as text nodes.
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

// null is unknown, -1 everybody beyond the palette, "ink" nobody in particular (the legend).
const hueOf = (hue) => (hue === "ink" ? "var(--mk-ink)" : hue === null || hue === undefined ? "var(--mk-unknown)" : hue < 0 ? "var(--mk-other)" : "var(--mk-hue-" + hue + ")");

// Hatches and soft discs for every hue, kept once for the whole page.
function hatches(id, hues) {
  const defs = svg("defs");
  for (const hue of [null, -1, "ink", ...hues.keys()]) {
    const pattern = svg("pattern", { id: id + "-hatch-" + hue, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 4, height: 4, style: "fill:var(--mk-paper)" }),
      svg("rect", { width: 2, height: 4, style: "fill:" + hueOf(hue) }));
    const stop = (offset, opacity) => svg("stop", { offset, style: "stop-color:" + hueOf(hue) + ";stop-opacity:" + opacity });
    defs.append(pattern, svg("radialGradient", { id: id + "-soft-" + hue }, stop(0, 0.3), stop(0.6, 0.18), stop(1, 0)));
  }
  return svg("svg", { class: "mk-defs", width: 0, height: 0, "aria-hidden": "true" }, defs);
}

// Fill and line of one shape.
function paint(id, feature, state) {
  const colour = hueOf(feature.hue);
  const possible = state === "possible";
  const hatch = "url(#" + id + "-hatch-" + (feature.hue === undefined ? null : feature.hue) + ")";
  switch (feature.paint) {
    case "solid":
      if (state === "past") return { fill: colour, "fill-opacity": 0.35, stroke: colour, "stroke-width": 0.8, "stroke-opacity": 0.6 };
      return possible ? { fill: hatch, stroke: colour, "stroke-width": 1.5 } : { fill: colour, stroke: "var(--mk-paper)", "stroke-width": 1.4 };
    case "outline":
      return { fill: possible ? hatch : "var(--mk-paper)", "fill-opacity": possible ? 0.45 : 1, stroke: colour, "stroke-width": { certain: 2.8, possible: 1.8, past: 1.3 }[state] };
    case "dotted":
      return { fill: "none", stroke: colour, "stroke-width": 2, "stroke-dasharray": "0.1 3.6", "stroke-linecap": "round" };
    case "hatched":
      return { fill: hatch, stroke: colour, "stroke-width": 1.4, "stroke-dasharray": "3 2" };
    case "denied":
      return { fill: "var(--mk-paper)", stroke: colour, "stroke-width": 1.6, "stroke-dasharray": "1.5 2.5" };
    case "inferred":
      // filled thinly: somebody is there, though nobody says so in as many words; a base left is an empty frame
      return { fill: colour, "fill-opacity": possible ? 0.2 : 0.45, stroke: colour, "stroke-width": possible ? 1.2 : 1.8 };
    default:
      return { fill: "var(--mk-paper)", stroke: colour, "stroke-width": possible ? 1.4 : 2, "stroke-dasharray": possible ? "2.5 2" : "none" };
  }
}

const style = (values) => ({ style: Object.entries(values).map(([key, value]) => key + ":" + value).join(";") });

function sector(radius, from, to) {
  const point = (turn) => [radius * Math.sin(turn * 2 * Math.PI), -radius * Math.cos(turn * 2 * Math.PI)].map((v) => v.toFixed(2)).join(" ");
  return "M0 0L" + point(from) + "A" + radius + " " + radius + " 0 " + (to - from > 0.5 ? 1 : 0) + " 1 " + point(to) + "Z";
}

function question(feature, x = 0) {
  if (feature.paint !== "unknown") return null;
  const text = svg("text", { class: "mk-question", x, y: 3.6, "text-anchor": "middle" });
  text.textContent = "?";
  return text;
}

// A disc (town) or a square (base), parted between all who hold it on that day.
function holding(id, shown, shape, size) {
  const group = svg("g");
  if (shown.length > 1) group.append(shape === "disc" ? svg("circle", { r: size + 1, class: "mk-casing" }) : svg("rect", { x: -size - 1, y: -size - 1, width: 2 * size + 2, height: 2 * size + 2, class: "mk-casing" }));
  shown.forEach(({ feature, state }, index) => {
    const values = style(paint(id, feature, state));
    const parts = shown.length;
    if (shape === "disc") {
      group.append(parts === 1 ? svg("circle", { r: size, ...values }) : svg("path", { d: sector(size, index / parts + 0.5, (index + 1) / parts + 0.5), ...values }));
    } else {
      group.append(svg("rect", { x: -size + (2 * size * index) / parts, y: -size, width: (2 * size) / parts, height: 2 * size, rx: parts === 1 ? 1 : 0, ...values }));
    }
    if (feature.kind === "contested") group.append(svg("path", { d: "M-4 -4L4 4M-4 4L4 -4", class: "mk-cross" }));
    if (parts < 3) group.append(question(feature, parts === 1 ? 0 : size * (index - 0.5) * (shape === "disc" ? -0.9 : 1)) || "");
  });
  return group;
}

// The frame of a base that somebody left, may have left, or plans to leave.
function leaving(id, shown) {
  const group = svg("g");
  for (const { feature, state } of shown.slice().reverse()) {
    const colour = hueOf(feature.hue);
    const planned = feature.paint === "dotted";
    const size = planned && shown.length > 1 ? 15.5 : 13;
    const box = { x: -size, y: -size, width: 2 * size, height: 2 * size, rx: 1.5 };
    if (state === "possible" && !planned) {
      group.append(svg("rect", { ...box, ...style({ fill: "url(#" + id + "-hatch-" + feature.hue + ")", "fill-opacity": 0.55 }) }));
      group.append(svg("rect", { x: -9.5, y: -9.5, width: 19, height: 19, class: "mk-paper" }));
    } else if (!planned) {
      group.append(svg("rect", { ...box, class: "mk-paper" }));
    }
    const dash = planned ? { "stroke-dasharray": "0.1 3.8", "stroke-linecap": "round", "stroke-width": 2.2 } : { "stroke-dasharray": "4 2.6", "stroke-width": state === "certain" ? 2.8 : 1.8 };
    group.append(svg("rect", { ...box, ...style({ fill: "none", stroke: colour, ...dash }) }));
  }
  return group;
}

function diamond(id, shown) {
  const { feature, state } = shown[0];
  const group = svg("g");
  if (state === "certain") group.append(svg("path", { d: "M0 -11L11 0L0 11L-11 0Z", ...style({ fill: "none", stroke: hueOf(feature.hue), "stroke-width": 1.2 }) }));
  group.append(svg("path", { d: "M0 -7.5L7.5 0L0 7.5L-7.5 0Z", ...style(paint(id, feature, state)) }));
  if (feature.status === "denied") group.append(svg("path", { d: "M-7 7L7 -7", class: "mk-cross" }));
  if (shown.length > 1) {
    const wide = shown.length > 9;
    group.append(svg("rect", { x: wide ? 1 : 2.5, y: -14.5, width: wide ? 17 : 13, height: 13, rx: 6.5, class: "mk-badge" }));
    const count = svg("text", { class: "mk-count", x: 9, y: -4.8, "text-anchor": "middle" });
    count.textContent = shown.length > 99 ? "99+" : shown.length;
    group.append(count);
  }
  return group;
}

const SIZE = 34;

// The picture of a mark on a day, from what is visible there.
function glyph(id, slot, shown) {
  const picture = svg("svg", { viewBox: [-SIZE / 2, -SIZE / 2, SIZE, SIZE].join(" "), width: SIZE, height: SIZE, "aria-hidden": "true" });
  if (slot === "event") {
    picture.append(diamond(id, shown));
    return picture;
  }
  const holders = shown.filter(({ feature }) => feature.sign === "control");
  if (slot === "base") picture.append(leaving(id, shown.filter(({ feature }) => feature.sign === "event")));
  if (holders.length) picture.append(holding(id, holders, slot === "base" ? "square" : "disc", 8.5));
  return picture;
}
