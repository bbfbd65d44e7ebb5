// What a reader looks for: filters, words, and the link that brings back day, view and selection. Pure: no document.

// Letters without case, accents and Arabic vowel signs, hyphens as blanks, apostrophes left out: "el-fasher" and
// "bangui" find "El Fasher" and "Bàngúi". Letters that no decomposition reaches have their plain form here.
const PLAIN = { \u0142: "l", \u00f8: "o", \u0153: "oe", \u00e6: "ae", \u00df: "ss", \u0111: "d", \u0131: "i", \u0623: "\u0627", \u0625: "\u0627", \u0622: "\u0627", \u0629: "\u0647", \u0649: "\u064a" };
const fold = (text) => String(text).toLowerCase().normalize("NFKC").replace(/[\u0142\u00f8\u0153\u00e6\u00df\u0111\u0131\u0622\u0623\u0625\u0629\u0649]/g, (letter) => PLAIN[letter])
  .normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0655\u0640'\u2018\u2019\u02bc\u02bb`]/g, "").replace(/[-\u2010-\u2015]+/g, " ");

// What a feature is filtered by; each gives the values that one feature has.
const FACETS = {
  kind: (feature) => [feature.sign === "event" ? feature.kind : feature.sign],
  who: (feature) => feature.actors || [],
  place: (feature) => (feature.sign === "route" ? [feature.from, feature.to] : [feature.placeKey || feature.place]).filter(Boolean),
  status: (feature) => [feature.status],
  source: (feature, story) => [...new Set((feature.quotes || []).map((index) => story.quotes[index][1]).filter(Boolean))],
};

// How often each value of each filter occurs, the most frequent first.
function facets(features, story) {
  return Object.fromEntries(Object.entries(FACETS).map(([name, values]) => {
    const count = new Map();
    for (const feature of features) for (const value of values(feature, story)) count.set(value, (count.get(value) || 0) + 1);
    return [name, [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))];
  }));
}

// All words of a feature that a search looks into.
function textOf(feature, story) {
  const quotes = (feature.quotes || []).map((index) => story.quotes[index]);
  return fold([feature.title, feature.place, ...(feature.actors || []).flatMap((name) => [name, story.names[name] || ""]), ...(feature.facts || []).map(([, value]) => value), ...quotes.flatMap(([text, article, by]) => [text, article, by, (story.articles[article] || {}).title || ""])].filter(Boolean).join("\n"));
}

// Whether a feature passes all filters that are set and holds every word looked for.
function passes(feature, wanted, story) {
  if (feature.sign === "issue") return true;
  for (const [name, values] of Object.entries(FACETS)) {
    if (wanted[name] && !values(feature, story).includes(wanted[name])) return false;
  }
  const words = fold(wanted.q || "").split(/\s+/).filter(Boolean);
  if (!words.length) return true;
  feature.text ??= textOf(feature, story);
  return words.every((word) => feature.text.includes(word));
}

// Why an event is not on the map: a key for the page's words, or null when it is drawn there in some way.
function missing(feature, drawn, users) {
  if (feature.sign !== "event" || drawn.has(feature)) return null;
  if ((users.get(feature.id) || []).some((user) => drawn.has(user) || user.line)) return null;
  if (!feature.place) return "why-no-place";
  if (!feature.at) return "why-unknown-place";
  if (!feature.since) return "why-no-date";
  return "why-too-wide";
}

const LINKED = ["on", "known", "window", "tab", "id", "step", "kind", "who", "place", "status", "source", "q"];

// The state of the page as the fragment of its address, and back. What is malformed is left out.
function writeLink(state) {
  const parts = LINKED.filter((key) => state[key] !== undefined && state[key] !== null && state[key] !== "").map((key) => key + "=" + encodeURIComponent(state[key]));
  if (state.view) parts.push("view=" + state.view.map((value, n) => value.toFixed(n === 2 ? 1 : 3)).join(","));
  return parts.length ? "#" + parts.join("&") : "";
}

function readLink(hash) {
  const found = new URLSearchParams(hash.replace(/^#/, ""));
  const state = {};
  for (const key of LINKED) if (found.get(key)) state[key] = found.get(key);
  for (const key of ["on", "known"]) if (state[key] && !isDate(state[key])) delete state[key];
  for (const key of ["window", "step"]) if (key in state) { if (/^\d{1,6}$/.test(state[key])) state[key] = +state[key]; else delete state[key]; }
  const view = (found.get("view") || "").split(",").map(Number);
  if (found.get("view") && view.length === 3 && view.every(Number.isFinite) && Math.abs(view[0]) <= 90 && Math.abs(view[1]) <= 360 && view[2] >= 0 && view[2] <= 22) state.view = view;
  return state;
}

if (typeof module !== "undefined") {
  Object.assign(globalThis, require("./core.js"));
  module.exports = { fold, facets, passes, missing, writeLink, readLink };
}
