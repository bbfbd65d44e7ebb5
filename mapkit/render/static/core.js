// What is true on a day. Pure: no document, no map, so that it can be tested by itself.
// Days are counted from 1970-01-01; a missing bound is open.

const DAY = 864e5;

const toDay = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text + "T00:00:00Z")) && toIso(toDay(text)) === text;

// [earliest, latest] of one instant as numbers.
function bounds(instant) {
  if (!instant) return [-Infinity, Infinity];
  return [instant[0] ? toDay(instant[0]) : -Infinity, instant[1] ? toDay(instant[1]) : Infinity];
}

// How a feature stands on a day: certain, possible, past, hidden or undated.
// A state lasts for certain from the latest beginning to the earliest end, possibly from the earliest beginning to
// the latest end, all four included; a hand-over day therefore shows both holders.
function stateOn(feature, day) {
  const [low, high] = bounds(feature.since);
  if (feature.sign === "control") {
    const [endLow, endHigh] = feature.until ? bounds(feature.until) : [Infinity, Infinity];
    if (day >= high && day <= endLow) return "certain";
    return day >= low && day <= endHigh ? "possible" : "hidden";
  }
  if (!feature.since) return "undated";
  if (day < low) return "hidden";
  if (feature.sign === "route") {
    if (day < high) return "possible";
    if (!feature.until) return day === high ? "certain" : "possible";
    const [arriveLow, arriveHigh] = bounds(feature.until);
    if (day > arriveHigh) return "past";
    return day <= arriveLow ? "certain" : "possible";
  }
  if (day > high) return "past";
  return low === high ? "certain" : "possible";
}

// A plan that was overtaken is no longer shown from the first day on which what overtook it may have happened.
function overtaken(feature, day, byId) {
  if (feature.status !== "planned") return false;
  return (feature.related || []).some((id) => {
    const other = byId.get(id);
    return other && other.status !== "planned" && ["certain", "past"].includes(stateOn(other, day));
  });
}

// Whether a feature was known, as it stands, at a step of the second clock.
const knownAt = (feature, step) => feature.steps === undefined || Math.floor(feature.steps / 2 ** step) % 2 === 1;

// Whether an instant long past still shows: within the days before `day` that the reader chose; 0 is all of them.
function recent(feature, day, days) {
  if (!days || feature.sign !== "event") return true;
  return day - bounds(feature.since)[1] < days;
}

// Between which shares of its line a mover can be at any time of a day (0 at the origin), on the one assumption that
// nobody turns back; null when nothing dates it or the reports contradict each other. As `position_on` in Python.
function bandOn(route, day) {
  if (!(route.anchors || []).length) return null;
  let low = 0, high = 1;
  for (const [first, last, when] of route.anchors) {
    const [from, to] = bounds(when);
    if (day < from) high = Math.min(high, last);
    if (day > to) low = Math.max(low, first);
  }
  return low <= high ? [low, high] : null;
}

// The piece of a line between two shares of its length on the ground; one point where they are equal.
function piece(line, low, high) {
  const rad = Math.PI / 180;
  const far = ([lon, lat], [lon2, lat2]) => Math.hypot((lon2 - lon) * Math.cos(((lat + lat2) / 2) * rad), lat2 - lat);
  const ends = [0];
  for (let i = 1; i < line.length; i++) ends.push(ends[i - 1] + far(line[i - 1], line[i]));
  const total = ends[ends.length - 1];
  const at = (share) => {
    const way = share * total;
    let i = 1;
    while (i < line.length - 1 && ends[i] < way) i++;
    const k = ends[i] > ends[i - 1] ? (way - ends[i - 1]) / (ends[i] - ends[i - 1]) : 0;
    return [0, 1].map((n) => line[i - 1][n] + k * (line[i][n] - line[i - 1][n]));
  };
  return [at(low), ...line.filter((_, i) => ends[i] > low * total && ends[i] < high * total), at(high)];
}

const RANK = { certain: 0, possible: 1, past: 2, undated: 3, hidden: 4 };

// The features among these that show on a day, the surest first.
function visible(features, day, byId, days = 0) {
  return features
    .map((feature) => ({ feature, state: overtaken(feature, day, byId) ? "hidden" : stateOn(feature, day) }))
    .filter(({ feature, state }) => state !== "hidden" && state !== "undated" && !(state === "past" && (feature.status === "planned" || !recent(feature, day, days))))
    .sort((a, b) => RANK[a.state] - RANK[b.state]);
}

const HOLDING = new Set(["control_change", "held", "handover"]);

// Whether another feature on the map already stands for this event: its control state or its route.
function carried(event, users) {
  const by = users.get(event.id) || [];
  if (HOLDING.has(event.kind)) return by.some((user) => user.sign === "control");
  if (event.kind === "movement") return by.some((user) => user.sign === "route");
  if (event.kind === "withdrawal" && !isSite(event)) return by.some((user) => user.sign === "control");
  return false;
}

const isSite = (feature) => feature.placeKind === "base" || feature.placeKind === "site";
const isArea = (feature) => ["region", "district", "country"].includes(feature.placeKind) || (feature.radius || 0) > 40000;
// Wider than this, a disc would only colour the page: such events are listed.
const WIDEST_DISC = 250000;

// Which features stand on which others: by the identifier of what they follow from.
function usersOf(features) {
  const users = new Map();
  for (const feature of features) {
    for (const id of feature.related || []) users.set(id, [...(users.get(id) || []), feature]);
  }
  return users;
}

// The marks of the map: one for each place and slot. A base stands beside its town, events stand above both.
function marks(features) {
  const users = usersOf(features);
  const found = new Map();
  for (const feature of features) {
    if (!feature.at) continue;
    let slot;
    if (feature.sign === "control") slot = isSite(feature) ? "base" : "town";
    else if (feature.sign !== "event" || !feature.since || carried(feature, users)) continue;
    else if (isArea(feature)) slot = feature.placeKind === "country" || feature.radius > WIDEST_DISC ? null : "area";
    else slot = feature.kind === "withdrawal" && isSite(feature) ? "base" : "event";
    if (!slot) continue;
    const key = slot + "|" + feature.at.join();
    if (!found.has(key)) found.set(key, { key, slot, at: feature.at, place: feature.place, features: [] });
    found.get(key).features.push(feature);
  }
  return [...found.values()];
}

// Rows for bars that must not touch: the first row with room, at most `rows`; later ones share the last.
function rowsFor(bars, rows, gap) {
  const ends = [];
  return bars.map(({ low, high }) => {
    let row = ends.findIndex((end) => end + gap < low);
    if (row < 0) row = ends.length < rows ? ends.length : ends.indexOf(Math.min(...ends));
    ends[row] = Math.max(ends[row] ?? -Infinity, high);
    return row;
  });
}

const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Where labels go: each takes the first of its boxes that is free and inside the frame, in the order given; else none.
// One whose own dot would lie on what is already there is left out; a dot may lie on a line, a name may not.
function placeLabels(items, taken, frame, lines = []) {
  const used = [...taken];
  return items.map((item) => {
    const inside = (box) => box.x >= frame.x && box.y >= frame.y && box.x + box.w <= frame.x + frame.w && box.y + box.h <= frame.y + frame.h;
    const free = (box, others = used) => !others.some((other) => overlaps(box, other));
    const index = item.dot && !free(item.dot) ? -1 : item.boxes.findIndex((box) => inside(box) && free(box) && free(box, lines));
    if (index >= 0) used.push(item.boxes[index], ...(item.dot ? [item.dot] : []));
    return index;
  });
}

if (typeof module !== "undefined") {
  module.exports = { DAY, toDay, toIso, isDate, bounds, stateOn, overtaken, knownAt, bandOn, piece, visible, carried, usersOf, marks, rowsFor, placeLabels };
}
