// node --test frontend/test
const test = require("node:test");
const assert = require("node:assert/strict");
const columns = require("../../mapkit/render/static/columns.js");
const splat = require("../../mapkit/render/static/splat.js");

// Seven events at three places: five exact ones on days 10, 10, 12, 15 and 15, then intervals 11 to 14 and 13 to 40.
const data = {
  count: 7, rest: 1, exact: 5, low: 10,
  x: Uint16Array.from([0, 50, 100]), y: Uint16Array.from([0, 50, 100]),
  site: Uint8Array.from([0, 1, 0, 1, 2, 2, 0]),
  kind: Uint8Array.from([0, 1, 0, 128, 1, 0, 0, 1]),
  length: Uint32Array.from([3, 27]),
  classes: [
    { reach: 0, days: Int32Array.from([10, 12, 15]), starts: Uint32Array.from([0, 2, 3, 5]), from: 0, to: 5 },
    { reach: 3, days: Int32Array.from([11]), starts: Uint32Array.from([5, 6]), from: 5, to: 6 },
    { reach: 27, days: Int32Array.from([13]), starts: Uint32Array.from([6, 7]), from: 6, to: 7 },
  ],
};
const lut = new Int16Array(256).fill(-1);
[lut[0], lut[1], lut[128], lut[129]] = [0, 1, 2, 3];
const count = (a, b, columnsOf = lut) => {
  const table = new Uint32Array(12);
  columns.tally(data, Int32Array.from([0, 1, 2]), columnsOf, 4, a, b, table);
  return [...table];
};

test("a day counts its own events for certain and those that may have happened on it as possible", () => {
  assert.deepEqual(count(10, 10), [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(count(12, 12), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  assert.deepEqual(count(41, 60), new Array(12).fill(0));
});

test("an interval is certain in a window that holds all of it, and a doubtful report in none", () => {
  const [, , , , , , second, , third, , possible] = count(11, 15);
  assert.deepEqual([second, third, possible], [1, 1, 0]);
  assert.equal(count(11, 15)[2], 1, "13 to 40 reaches beyond");
});

test("everything up to a day, and everything, count from the beginning", () => {
  assert.equal(count(-Infinity, 12).reduce((a, b) => a + b), 4);
  assert.equal(count(-Infinity, Infinity).reduce((a, b) => a + b), 7);
  assert.equal(count(-Infinity, Infinity)[2], 0, "over all days an interval is certain");
});

test("a kind without column and a place without bin are left out", () => {
  const only = Int16Array.from(lut);
  only[0] = only[128] = -1;
  assert.equal(count(-Infinity, Infinity, only).reduce((a, b) => a + b), 2);
});

test("events are listed from the latest on, whatever their class, page by page", () => {
  const all = (skip, limit, test = () => true, a = -Infinity, b = Infinity) => columns.listed(data, test, a, b, skip, limit);
  assert.deepEqual(all(0, 10), [4, 3, 6, 2, 5, 1, 0]);
  assert.deepEqual(all(2, 3), [6, 2, 5]);
  assert.deepEqual(all(0, 10, (event) => data.site[event] === 0), [6, 2, 0]);
  assert.deepEqual(all(0, 10, () => true, 14, 14), [6, 5]);
  assert.deepEqual(all(9, 5), []);
});

test("days and places are found back", () => {
  assert.deepEqual([0, 2, 4, 5, 6].map((event) => columns.daysOf(data, event)), [[10, 10], [12, 12], [15, 15], [11, 14], [13, 40]]);
  assert.equal(columns.daysOf(data, 7), null);
  assert.equal(columns.placeOf(data, 3), 1);
  assert.equal(columns.placeOf({ site: null }, 3), 3);
});

test("the histogram counts first days, and says what lies outside", () => {
  const work = columns.histogram(data, 11, 14, 2, 2);
  let step;
  do step = work.next(); while (!step.done);
  assert.deepEqual([...step.value.counts], [2, 0, 1, 0]);
  assert.deepEqual([step.value.before, step.value.after], [2, 2]);
});

const frame = { scaleX: 1, scaleY: 1, shiftX: 0, shiftY: 0, left: 1000, top: 1000, width: 80, height: 80, margin: 5 };

test("few places are bins of their own, many are counted by squares that stay on the ground", () => {
  const few = columns.binned(data, frame, 10, 12);
  assert.deepEqual([...few.bins], [0, 1, -1], "the third lies outside");
  assert.deepEqual([...few.at], [0, 0, 50, 50]);
  const many = columns.binned(data, frame, 1, 12), moved = columns.binned(data, { ...frame, shiftX: -5, left: 1005 }, 1, 12);
  assert.ok(many.cell === 12 && many.bins[0] !== many.bins[1] && many.bins[2] === -1);
  const centre = ({ bins, at }, place) => [at[2 * bins[place]], at[2 * bins[place] + 1]];
  assert.ok(Math.abs(centre(many, 1)[0] - 50) <= 6);
  assert.equal(centre(moved, 1)[0], centre(many, 1)[0] - 5);
});

test("the nearest point within reach is found, also over the edge of a square", () => {
  const find = columns.gridIndex([31, 10, 33, 10, 200, 200], 3, 32);
  assert.equal(find(31.4, 10, 6, () => true), 0);
  assert.equal(find(31.4, 10, 6, (k) => k !== 0), 1);
  assert.equal(find(100, 100, 6, () => true), -1);
});

test("round numbers are 1, 2 or 5 times a power of ten, not above", () => {
  assert.deepEqual([0.2, 1, 3, 7, 49, 50, 1999].map(columns.round), [1, 1, 2, 5, 20, 50, 1000]);
});

test("texts of a block keep their order, their empty cells and their code points", () => {
  const texts = new TextEncoder().encode("\u0627\u0644\u062e\u0631\u0637\u0648\u0645\0\0<b>"), size = Uint8Array.from([texts.length, 0, 0, 0]);
  const bytes = Uint8Array.from([1, 0, 2, 0, 0, 1, ...size, ...texts]);
  const block = columns.readBlock(bytes, [{ name: "who", width: 2 }, { name: "quote", width: 0 }], 3);
  assert.deepEqual([...block.who], [1, 0, 258]);
  assert.deepEqual(block.quote, ["\u0627\u0644\u062e\u0631\u0637\u0648\u0645", "", "<b>"]);
});

test("a disc takes the colour of its most frequent kind and the largest are drawn first", () => {
  // three bins of two kinds: sure, sure, possible, possible
  const found = splat.discs(Uint32Array.from([1, 3, 0, 0, 0, 0, 9, 1, 0, 0, 0, 0]), 2, 4, splat.noCounts(3), (value) => value / 2, 20);
  assert.deepEqual([...found.order], [1, 0]);
  assert.deepEqual([...found.lead], [1, 0, 0]);
  assert.deepEqual([...found.sure], [4, 0, 0]);
  assert.deepEqual([...found.all], [4, 10, 0]);
  assert.deepEqual([found.total, found.possible], [14, 10]);
  const counts = splat.noCounts(2), discs = (table) => splat.discs(Uint32Array.from(table), 2, 2, counts, (value) => value / 2, 20);
  const plain = discs([1, 3, 0, 0]);
  assert.deepEqual([plain.total, plain.possible, ...plain.all], [4, 0, 4, 0]);
  const next = discs([0, 0, 2, 0]);
  assert.deepEqual([next.total, ...next.all, ...next.order], [2, 0, 2, 1], "nothing is left of the day before");
});

test("a stamp is round, solid inside, and a pale one is not", () => {
  const { full, edge } = splat.stamp(5, 100, false, 1, 0xff0000ff, 0xffffffff), reach = (offset) => Math.hypot(((offset + 5050) % 100) - 50, Math.floor((offset + 5050) / 100) - 50);
  assert.ok(full.length > 50 && full.length < 100);
  assert.ok([...full].every((offset) => reach(offset) <= 5));
  assert.ok(edge.length);
  assert.ok(splat.stamp(5, 100, true, 1, 0xff0000ff, 0xffffffff).full.length < full.length / 2);
});

test("colours are put over each other without getting darker or losing cover", () => {
  const red = splat.packed("#ff0000"), white = splat.packed("#ffffff");
  assert.equal(red, 0xff0000ff);
  assert.equal(splat.over(0, red, 128), 0x800000ff);
  assert.equal(splat.over(white, red, 255), red);
  assert.equal(splat.over(white, red, 0), white);
  assert.equal(splat.over(white, red, 128) >>> 24, 255);
});
