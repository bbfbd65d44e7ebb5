// node --test frontend/test
const test = require("node:test");
const assert = require("node:assert/strict");
const words = require("../../mapkit/render/static/words.js");

const EN = { lang: "en", dir: "ltr", locale: "en-GB", more: { one: "and {n} more", other: "and {n} others" }, said: "{who} says {what}", status: { claimed: "claimed only" } };

test("a number chooses the form of its language", () => {
  words.speak(EN);
  assert.equal(words.t("more", { n: 1 }), "and 1 more");
  assert.equal(words.t("more", { n: 1200 }), "and 1,200 others");
  words.speak({ lang: "ar", dir: "rtl", locale: "ar", more: { two: "اثنان", few: "{n} قليل", other: "{n}" } });
  assert.deepEqual([2, 3, 100].map((n) => words.t("more", { n })), ["اثنان", "3 قليل", "100"], "Western digits");
});

test("a value is put in as it is: neither braces nor dollars in it mean anything", () => {
  words.speak(EN);
  assert.equal(words.t("said", { who: "{what}", what: "$& $1 {who}" }), "{what} says $& $1 {who}");
  assert.deepEqual(words.pieces("said", { who: { a: 1 }, what: "{who}" }), ["", { a: 1 }, " says ", "{who}", ""]);
});

test("a value of a list has its word, a strange one stays itself", () => {
  words.speak(EN);
  assert.equal(words.term("status", "claimed"), "claimed only");
  for (const strange of ["constructor", "__proto__", "x"]) assert.equal(words.term("status", strange), strange);
  assert.equal(words.t("no-such-key"), "no-such-key");
});

test("a name in Latin letters does not reorder an Arabic sentence", () => {
  words.speak({ lang: "ar", dir: "rtl", locale: "ar", said: "{who} قال" });
  assert.equal(words.t("said", { who: "M23 (rebels)" }), "\u2068M23 (rebels)\u2069 قال");
  assert.equal(words.t("said", { who: "كيدال" }), "كيدال قال");
});

test("every day is worded as Intl words it, in three languages", () => {
  for (const locale of ["en-GB", "fr", "ar"]) {
    words.speak({ lang: locale.slice(0, 2), dir: "ltr", locale });
    const whole = new Intl.DateTimeFormat(locale + "-u-ca-gregory-nu-latn", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    const short = new Intl.DateTimeFormat(locale + "-u-ca-gregory-nu-latn", { day: "numeric", month: "short", timeZone: "UTC" });
    for (let day = -60000; day < 40000; day += 13) {
      assert.equal(words.dayWords(day), whole.format(day * 864e5));
      assert.equal(words.dayWords(day, false), short.format(day * 864e5));
    }
  }
});
