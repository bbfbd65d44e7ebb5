// node --test frontend/test
const test = require("node:test");
const assert = require("node:assert/strict");
const { facets, fold, missing, passes, readLink, writeLink } = require("../../mapkit/render/static/search.js");

const STORY = {
  quotes: [["Rebels took Ménaka.", "a.txt", "AFP"], ["They left.", "b.txt", ""]],
  articles: { "a.txt": { title: "Northern towns fall" }, "b.txt": {} },
  names: { Rebels: "Les rebelles" },
};
const TAKEN = { id: "1", sign: "event", kind: "control_change", status: "claimed", title: "Takeover", place: "Ménaka", at: [1, 2], since: ["2023-01-01", "2023-01-01"], actors: ["Rebels"], quotes: [0] };
const LEFT = { id: "2", sign: "event", kind: "withdrawal", status: "happened", title: "Withdrawal", place: "Gao", at: [1, 2], since: ["2023-01-02", null], quotes: [1] };
const WAY = { id: "3", sign: "route", kind: "generalised", status: "reported", title: "Convoy", from: "Kidal", to: "Gao", line: [[0, 0], [1, 1]], actors: ["UN"] };

test("a search finds words without case, accents and vowel signs, in titles, places, quotations and their sources", () => {
  for (const q of ["menaka", "MÉNAKA took", "afp", "northern-towns", "les rebelles", ""]) assert.ok(passes(TAKEN, { q }, STORY), q);
  for (const q of ["gao", "menaka gao"]) assert.ok(!passes(TAKEN, { q }, STORY), q);
  assert.equal(fold("كِيدَال"), fold("كيدال"));
});

test("all filters that are set must hold; issues are never filtered away", () => {
  assert.ok(passes(TAKEN, { kind: "control_change", who: "Rebels", place: "Ménaka", status: "claimed", source: "a.txt" }, STORY));
  assert.ok(!passes(TAKEN, { kind: "control_change", status: "happened" }, STORY));
  assert.ok(passes(WAY, { place: "Gao" }, STORY) && passes(WAY, { kind: "route" }, STORY));
  assert.ok(passes({ sign: "issue" }, { kind: "x", q: "y" }, STORY));
});

test("the choices are what occurs, the most frequent first", () => {
  const found = facets([TAKEN, LEFT, WAY], STORY);
  assert.deepEqual(found.place, [["Gao", 2], ["Kidal", 1], ["Ménaka", 1]]);
  assert.deepEqual(found.source, [["a.txt", 1], ["b.txt", 1]]);
});

test("what is not on the map says why", () => {
  const none = new Set(), users = new Map();
  assert.equal(missing(TAKEN, new Set([TAKEN]), users), null);
  assert.equal(missing({ ...LEFT, place: undefined, at: undefined }, none, users), "why-no-place");
  assert.equal(missing({ ...LEFT, at: undefined }, none, users), "why-unknown-place");
  assert.equal(missing({ ...LEFT, since: undefined }, none, users), "why-no-date");
  assert.equal(missing(LEFT, none, users), "why-too-wide");
  assert.equal(missing(LEFT, none, new Map([["2", [WAY]]])), null, "its route stands for it");
  assert.equal(missing({ sign: "issue" }, none, users), null);
});

test("a link brings back exactly what it was made of", () => {
  const state = { on: "2023-10-31", known: "2023-11-01", window: 30, id: "ev-1&x=2", step: 2, kind: "clash", who: "A & B", q: "l'été #1", view: [18.441, -1.5, 7.5] };
  assert.deepEqual(readLink(writeLink(state)), state);
  assert.equal(writeLink({}), "");
});

test("a malformed link is read as far as it makes sense", () => {
  assert.deepEqual(readLink("#on=2023-99-99&known=x&window=-3&step=1e9&view=95,0,3&id=a"), { id: "a" });
  assert.deepEqual(readLink("#view=1,2&on=2023-01-01"), { on: "2023-01-01" });
  assert.deepEqual(readLink("#%E0%A4%A"), {});
});
