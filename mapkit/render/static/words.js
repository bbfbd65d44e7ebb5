// The words of the page: one catalogue that travels with the data. A message holds {names}; one that counts holds the
// plural forms of its language. Pure: no document.

const LANGUAGE = { page: {}, locale: "en-GB", plural: new Intl.PluralRules("en"), forms: new Map(), months: new Map() };

function speak(page) {
  LANGUAGE.page = page;
  // Western digits and the Gregorian calendar in every language, as in the quotations and the EDTF dates beside them
  LANGUAGE.locale = page.locale + "-u-ca-gregory-nu-latn";
  LANGUAGE.plural = new Intl.PluralRules(page.lang);
  LANGUAGE.forms = new Map();
  LANGUAGE.months = new Map();
}

function message(key, values) {
  let found = LANGUAGE.page;
  for (const part of key.split(".")) found = found && Object.hasOwn(found, part) ? found[part] : undefined;
  if (found === undefined) return key;
  return typeof found === "object" ? found[LANGUAGE.plural.select(values.n)] ?? found.other : found;
}

// What does not run from right to left would reorder an Arabic sentence: it is set apart (UAX 9, isolates).
const apart = (text) => (LANGUAGE.page.dir === "rtl" && /[^\s\d\u0600-\u06ff]/.test(text) ? "\u2068" + text + "\u2069" : text);

const written = (value) => (typeof value === "number" ? number(value) : apart(String(value)));

// The message of a key ("table.key" in a table), its {names} filled in; values are put in once and never read as
// messages.
const t = (key, values = {}) => message(key, values).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? written(values[name]) : whole));

// The same with elements among the values: the pieces of the message, in its order.
const pieces = (key, values) => message(key, values).split(/\{(\w+)\}/).map((part, n) => (n % 2 ? (typeof values[part] === "object" ? values[part] : written(values[part])) : part));

// The word for a value of a fixed list; the value itself where the list lacks it.
const term = (table, value) => (Object.hasOwn(LANGUAGE.page[table] || {}, value) ? LANGUAGE.page[table][value] : String(value));

function form(kind, make) {
  if (!LANGUAGE.forms.has(kind)) LANGUAGE.forms.set(kind, make(LANGUAGE.locale));
  return LANGUAGE.forms.get(kind);
}

const number = (value) => form("number", (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })).format(value);

const DATES = {
  day: { day: "numeric", month: "short", year: "numeric" }, short: { day: "numeric", month: "short" },
  month: { month: "short" }, monthYear: { month: "short", year: "numeric" }, year: { year: "numeric" }, date: { day: "numeric" },
};
const dated = (kind, day) => form(kind, (locale) => new Intl.DateTimeFormat(locale, { ...DATES[kind], timeZone: "UTC" })).format(day * DAY);

// A day in words. The days of one month differ in their number alone, so the month is worded once: a time bar asks for
// many days in a row, and Intl takes its time.
function dayWords(day, withYear = true) {
  const kind = withYear ? "day" : "short", date = new Date(day * DAY), number = date.getUTCDate();
  const first = day - number + 1, known = kind + first;
  if (!LANGUAGE.months.has(known)) {
    const parts = form(kind + "parts", (locale) => new Intl.DateTimeFormat(locale, { ...DATES[kind], timeZone: "UTC" })).formatToParts(first * DAY);
    const at = parts.findIndex((part) => part.type === "day");
    LANGUAGE.months.set(known, [parts.slice(0, at), parts.slice(at + 1)].map((some) => some.map((part) => part.value).join("")));
  }
  const [before, after] = LANGUAGE.months.get(known);
  return before + number + after;
}

// An instant in words.
function whenWords(instant) {
  if (!instant || (!instant[0] && !instant[1])) return t("time.unknown");
  const [low, high] = bounds(instant);
  if (low === high) return dayWords(low);
  if (low === -Infinity) return t("time.until", { day: dayWords(high) });
  if (high === Infinity) return t("time.from", { day: dayWords(low) });
  const sameYear = toIso(low).slice(0, 4) === toIso(high).slice(0, 4);
  if (sameYear && toIso(low).endsWith("-01-01") && toIso(high).endsWith("-12-31")) return t("time.in", { period: dated("year", low) });
  const first = new Date(low * DAY), after = new Date((high + 1) * DAY);
  if (first.getUTCDate() === 1 && after.getUTCDate() === 1 && high - low < 31) return t("time.in", { period: dated("monthYear", low) });
  return t("time.between", { low: dayWords(low, !sameYear), high: dayWords(high) });
}

// The first day of a month; Date.UTC would take a year below 100 for one of the twentieth century.
const monthStart = (year, month) => new Date(0).setUTCFullYear(year, month, 1) / DAY;

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
    const start = monthStart(Math.floor(month / 12), ((month % 12) + 12) % 12);
    if (start > high) return found;
    if (start >= low) found.push({ day: start, words: dated(step >= 12 ? "year" : month % 12 === 0 || !found.length ? "monthYear" : "month", start) });
    if (spacing === 15 && start + 14 >= low && start + 14 <= high) found.push({ day: start + 14, words: dated("date", start + 14) });
  }
}

if (typeof module !== "undefined") {
  Object.assign(globalThis, require("./core.js"));
  module.exports = { speak, t, pieces, term, number, dayWords, whenWords, ticks };
}
