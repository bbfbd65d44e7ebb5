// node --test frontend/test
const test = require("node:test");
const assert = require("node:assert/strict");
const core = require("../../mapkit/render/static/core.js");
const words = require("../../mapkit/render/static/words.js");
const { readOutlines } = require("../../mapkit/render/static/basemap.js");

const PAGE = {
  lang: "en", dir: "ltr", locale: "en-GB",
  time: { unknown: "date unknown", until: "on or before {day}", from: "on or after {day}", in: "in {period}", between: "between {low} and {high}" },
};
words.speak(PAGE);

const on = (feature, iso) => core.stateOn(feature, core.toDay(iso));
const control = (since, until) => ({ sign: "control", since, until });
const event = (since, more) => ({ sign: "event", kind: "clash", since, ...more });

test("days survive the way to numbers and back, before 1970 and across a leap day", () => {
  for (const iso of ["1899-12-31", "1969-12-31", "1970-01-01", "2024-02-29", "2023-10-31"]) assert.equal(core.toIso(core.toDay(iso)), iso);
  assert.equal(core.toDay("2024-03-01") - core.toDay("2024-02-28"), 2);
  assert.ok(!core.isDate("2023-13-01") && !core.isDate("31 Oct") && core.isDate("2023-10-31"));
});

test("an event known to the day is certain on it, past after it, hidden before it", () => {
  const f = event(["2023-10-31", "2023-10-31"]);
  assert.deepEqual(["2023-10-30", "2023-10-31", "2023-11-01"].map((d) => on(f, d)), ["hidden", "certain", "past"]);
});

test("an event between bounds is only possible, both bounds included", () => {
  const f = event(["2023-10-31", "2023-11-17"]);
  assert.deepEqual(["2023-10-30", "2023-10-31", "2023-11-17", "2023-11-18"].map((d) => on(f, d)), ["hidden", "possible", "possible", "past"]);
  assert.equal(on(event([null, "2023-10-31"]), "1990-01-01"), "possible");
  assert.equal(on(event(["2023-10-31", null]), "2090-01-01"), "possible");
  assert.equal(on(event(null), "2023-10-31"), "undated");
});

test("a state is certain from the latest beginning to the earliest end", () => {
  const f = control(["2023-10-01", "2023-10-05"], ["2023-10-31", "2023-11-17"]);
  assert.deepEqual(["2023-09-30", "2023-10-01", "2023-10-05", "2023-10-31", "2023-11-01", "2023-11-17", "2023-11-18"].map((d) => on(f, d)),
    ["hidden", "possible", "certain", "certain", "possible", "possible", "hidden"]);
});

test("a hand-over day shows both holders, and the days between bounds neither for certain", () => {
  const before = control([null, "2023-10-31"], ["2023-10-31", "2023-11-17"]);
  const after = control(["2023-10-31", "2023-11-17"], null);
  assert.deepEqual([on(before, "2023-10-31"), on(after, "2023-10-31")], ["certain", "possible"]);
  assert.deepEqual([on(before, "2023-11-08"), on(after, "2023-11-08")], ["possible", "possible"]);
  assert.deepEqual([on(before, "2023-11-17"), on(after, "2023-11-17")], ["possible", "certain"]);
  assert.deepEqual([on(before, "2023-11-18"), on(after, "2023-11-18")], ["hidden", "certain"]);
  const day = ["2023-10-31", "2023-10-31"];
  assert.deepEqual([on(control([null, "2020-01-01"], day), day[0]), on(control(day, null), day[0])], ["certain", "certain"]);
});

test("an open end is not an end, an end without an earliest day never leaves a certain one", () => {
  assert.equal(on(control(["2020-01-01", "2020-01-01"], null), "2050-01-01"), "certain");
  assert.equal(on(control(["2020-01-01", "2020-01-01"], [null, "2020-05-01"]), "2020-02-01"), "possible");
  assert.equal(on(control([null, null], null), "2020-02-01"), "possible");
});

test("a route without a reported arrival is not drawn as under way for certain", () => {
  const open = { sign: "route", since: ["2023-10-31", "2023-10-31"] };
  assert.deepEqual(["2023-10-30", "2023-10-31", "2023-11-03"].map((d) => on(open, d)), ["hidden", "certain", "possible"]);
  const closed = { ...open, until: ["2023-11-06", "2023-11-07"] };
  assert.deepEqual(["2023-11-05", "2023-11-07", "2023-11-08"].map((d) => on(closed, d)), ["certain", "possible", "past"]);
});

test("a plan disappears once what overtook it has happened", () => {
  const plan = event(["2023-11-16", "2023-11-30"], { id: "p", status: "planned", related: ["e"] });
  const done = event(["2023-10-31", "2023-10-31"], { id: "e", status: "happened" });
  const byId = new Map([["p", plan], ["e", done]]);
  assert.equal(core.overtaken(plan, core.toDay("2023-11-20"), byId), true);
  assert.deepEqual(core.visible([plan, done], core.toDay("2023-11-20"), byId).map((v) => v.feature.id), ["e"]);
  const alone = event(["2023-11-16", "2023-11-30"], { id: "q", status: "planned" });
  assert.equal(core.visible([alone], core.toDay("2023-11-20"), byId).length, 1);
  assert.equal(core.visible([alone], core.toDay("2023-12-20"), byId).length, 0);
});

test("base and town of one point get marks of their own, countries none", () => {
  const at = [1, 2], since = ["2023-10-31", "2023-10-31"];
  const found = core.marks([
    { id: "a", sign: "control", at, placeKind: "town", since }, { id: "b", sign: "control", at, placeKind: "base", since },
    { id: "c", sign: "event", kind: "withdrawal", at, placeKind: "base", since }, { id: "d", sign: "event", kind: "coup", at, placeKind: "country", since, radius: 5e5 },
    { id: "e", sign: "event", kind: "clash", at, placeKind: "region", since, radius: 9e4 }, { id: "f", sign: "event", kind: "clash", at, placeKind: "town", since },
  ]);
  assert.deepEqual(found.map((g) => [g.slot, g.features.map((f) => f.id).join("")]), [["town", "a"], ["base", "bc"], ["area", "e"], ["event", "f"]]);
});

test("an event that a state or a route stands for gets no mark of its own", () => {
  const at = [1, 2], since = ["2023-10-31", "2023-10-31"];
  const found = core.marks([
    { id: "e", sign: "event", kind: "control_change", at, placeKind: "town", since }, { id: "s", sign: "control", at, placeKind: "town", since, related: ["e"] },
    { id: "m", sign: "event", kind: "movement", at, placeKind: "town", since }, { id: "r", sign: "route", since, related: ["m"] },
  ]);
  assert.deepEqual(found.map((g) => g.features.map((f) => f.id).join("")), ["s"]);
});

test("an instant is put into words that keep its bounds", () => {
  assert.equal(words.whenWords(["2023-10-31", "2023-10-31"]), "31 Oct 2023");
  assert.equal(words.whenWords([null, "2023-10-31"]), "on or before 31 Oct 2023");
  assert.equal(words.whenWords(["2023-10-31", null]), "on or after 31 Oct 2023");
  assert.equal(words.whenWords(["2023-10-31", "2023-11-17"]), "between 31 Oct and 17 Nov 2023");
  assert.equal(words.whenWords(["2023-06-01", "2023-06-30"]), "in Jun 2023");
  assert.equal(words.whenWords(["2012-01-01", "2012-12-31"]), "in 2012");
  assert.equal(words.whenWords(null), "date unknown");
});

test("an axis of any length has a few labels, in order and inside", () => {
  for (const [a, b] of [["2023-10-25", "2023-11-05"], ["2023-10-01", "2023-12-31"], ["2023-01-01", "2024-06-01"], ["1990-01-01", "2024-01-01"], ["1800-01-01", "2024-01-01"]]) {
    const found = words.ticks(core.toDay(a), core.toDay(b), 8);
    assert.ok(found.length >= 2 && found.length <= 17, a + " has " + found.length);
    found.forEach(({ day }, i) => assert.ok(day >= core.toDay(a) && day <= core.toDay(b) && (!i || day > found[i - 1].day)));
  }
});

test("bars in one row do not touch while there is room", () => {
  const bars = [{ low: 0, high: 10 }, { low: 5, high: 6 }, { low: 20, high: 20 }];
  assert.deepEqual(core.rowsFor(bars, 3, 1), [0, 1, 0]);
});

test("labels never overlap, the first has the choice, the last gives way", () => {
  const box = (x, y) => ({ x, y, w: 50, h: 10 });
  const items = [{ boxes: [box(10, 10)] }, { boxes: [box(20, 12), box(20, 40)] }, { boxes: [box(15, 10)] }, { boxes: [box(-5, 60)] }];
  assert.deepEqual(core.placeLabels(items, [], { x: 0, y: 0, w: 200, h: 100 }), [0, 1, -1, -1]);
});

test("a town may lie on a line, its name may not, and its dot may not lie on a name", () => {
  const frame = { x: 0, y: 0, w: 200, h: 100 }, line = [{ x: 50, y: 0, w: 8, h: 100 }], dot = { x: 52, y: 20, w: 4, h: 4 };
  const boxes = [{ x: 30, y: 15, w: 40, h: 10 }, { x: 62, y: 15, w: 40, h: 10 }];
  assert.deepEqual(core.placeLabels([{ boxes, dot }], [], frame, line), [1]);
  assert.deepEqual(core.placeLabels([{ boxes, dot }], [{ x: 51, y: 19, w: 9, h: 9 }], frame, line), [-1]);
});

test("outlines are read as they were written", () => {
  // two lines on a grid of 25: (0,0) (4,-2) and (-6.8,3.2)
  const bytes = Uint8Array.from([4, 4, 0, 0, 200, 1, 99, 2, 211, 2, 160, 1]);
  assert.deepEqual(readOutlines(bytes, [25]), [[[[0, 0], [-2, 4]], [[3.2, -6.8]]]]);
});

test("what was known at a step is told by a bit; what never changed was always known", () => {
  assert.ok(core.knownAt({}, 0) && core.knownAt({}, 24));
  assert.deepEqual([0, 1, 2].map((step) => core.knownAt({ steps: 5 }, step)), [true, false, true]);
  assert.ok(core.knownAt({ steps: 2 ** 31 + 2 ** 24 }, 24) && core.knownAt({ steps: 2 ** 31 }, 31));
});

test("a mover is somewhere between what dates its ends and its sightings", () => {
  const route = { anchors: [[0, 0, ["2023-10-31", "2023-10-31"]], [1, 1, ["2023-11-06", "2023-11-07"]], [0.4, 0.5, ["2023-11-02", "2023-11-02"]]] };
  const band = (iso) => core.bandOn(route, core.toDay(iso));
  assert.deepEqual(band("2023-10-30"), [0, 0]);
  assert.deepEqual(band("2023-10-31"), [0, 0.5]);
  assert.deepEqual(band("2023-11-01"), [0, 0.5]);
  assert.deepEqual(band("2023-11-02"), [0, 1]);
  assert.deepEqual(band("2023-11-05"), [0.4, 1]);
  assert.deepEqual(band("2023-11-08"), [1, 1]);
  assert.equal(core.bandOn({}, 0), null);
  assert.equal(core.bandOn({ anchors: [[0, 0, ["2023-11-05", null]], [1, 1, [null, "2023-11-01"]]] }, core.toDay("2023-11-03")), null, "contradiction");
});

test("a piece of a line keeps the corners between its ends", () => {
  const line = [[0, 0], [2, 0], [2, 2]];
  assert.deepEqual(core.piece(line, 0, 1), [[0, 0], [0, 0], [2, 0], [2, 2], [2, 2]].filter((p, i, all) => i === 0 || p.join() !== all[i - 1].join()));
  const [first, corner, last] = core.piece(line, 0.25, 0.75);
  assert.ok(Math.abs(first[0] - 1) < 0.01 && corner[0] === 2 && corner[1] === 0 && Math.abs(last[1] - 1) < 0.01);
});

test("a window leaves out events that are over for longer, never a state", () => {
  const old = event(["2023-10-01", "2023-10-01"]);
  const at = (days) => core.visible([old], core.toDay("2023-10-10"), new Map(), days).length;
  assert.deepEqual([0, 30, 10, 9, 1].map(at), [1, 1, 1, 0, 0]);
  assert.equal(core.visible([control(["2020-01-01", "2020-01-01"], null)], core.toDay("2023-10-10"), new Map(), 1).length, 1);
});
