// What is true on a day. Pure: no document, no map, so that it can be tested by itself.
// Days are counted from 1970-01-01; a missing bound is open.

const DAY = 864e5;

const toDay = (iso) => Math.round(Date.parse(iso + "T00:00:00Z") / DAY);
const toIso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const isDate = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text + "T00:00:00Z"));

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

const RANK = { certain: 0, possible: 1, past: 2, undated: 3, hidden: 4 };

// The features among these that show on a day, the surest first.
function visible(features, day, byId) {
  return features
    .map((feature) => ({ feature, state: overtaken(feature, day, byId) ? "hidden" : stateOn(feature, day) }))
    .filter(({ feature, state }) => state !== "hidden" && state !== "undated" && !(state === "past" && feature.status === "planned"))
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

// The marks of the map: one for each place and slot. A base stands beside its town, events stand above both.
function marks(features) {
  const users = new Map();
  for (const feature of features) {
    for (const id of feature.related || []) users.set(id, [...(users.get(id) || []), feature]);
  }
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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function dayWords(day, withYear = true) {
  const date = new Date(day * DAY);
  const words = date.getUTCDate() + " " + MONTHS[date.getUTCMonth()];
  return withYear ? words + " " + date.getUTCFullYear() : words;
}

// An instant in words.
function whenWords(instant) {
  if (!instant || (!instant[0] && !instant[1])) return "date unknown";
  const [low, high] = bounds(instant);
  if (low === high) return dayWords(low);
  if (low === -Infinity) return "on or before " + dayWords(high);
  if (high === Infinity) return "on or after " + dayWords(low);
  const sameYear = toIso(low).slice(0, 4) === toIso(high).slice(0, 4);
  if (sameYear && toIso(low).endsWith("-01-01") && toIso(high).endsWith("-12-31")) return "in " + toIso(low).slice(0, 4);
  const first = new Date(low * DAY), after = new Date((high + 1) * DAY);
  if (first.getUTCDate() === 1 && after.getUTCDate() === 1 && high - low < 31) {
    return "in " + MONTHS[first.getUTCMonth()] + " " + first.getUTCFullYear();
  }
  return "between " + dayWords(low, !sameYear) + " and " + dayWords(high);
}

// The days of an axis that carry a label, with their words.
function ticks(low, high, room) {
  const found = [];
  const span = high - low;
  const spacing = [1, 2, 7, 15, 31, 92, 183, 366, 1827, 3653, 18263].find((days) => span / days <= room) || 36525;
  if (spacing < 15) {
    for (let day = Math.ceil(low / spacing) * spacing; day <= high; day += spacing) found.push({ day, words: dayWords(day, !found.length) });
    return found;
  }
  const step = Math.max(1, Math.round(spacing / 30.5));
  const from = new Date(low * DAY);
  for (let month = from.getUTCFullYear() * 12 + (step > 1 ? 0 : from.getUTCMonth()); ; month += step) {
    const start = Date.UTC(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / DAY;
    if (start > high) return found;
    const name = MONTHS[((month % 12) + 12) % 12], year = Math.floor(month / 12);
    if (start >= low) found.push({ day: start, words: step >= 12 ? String(year) : month % 12 === 0 || !found.length ? name + " " + year : name });
    if (spacing === 15 && start + 14 >= low && start + 14 <= high) found.push({ day: start + 14, words: "15" });
  }
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
  module.exports = { toDay, toIso, isDate, bounds, stateOn, overtaken, visible, carried, marks, whenWords, ticks, rowsFor, placeLabels };
}
