// The packed events of columns.py: unpacking, counting, finding. Pure, so that it can be tested by itself.
// An event is a number; events are sorted by class of interval, then by first day. Days count from 1970-01-01.

const SLICE = 131072;

// Base64 to bytes in slices, each awaited, so that no task gets long.
async function bytesOf(text, pause) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const tail = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - tail);
  for (let from = 0, at = 0; from < text.length; from += SLICE * 8) {
    const part = atob(text.slice(from, from + SLICE * 8));
    for (let i = 0; i < part.length; i++) bytes[at++] = part.charCodeAt(i);
    await pause();
  }
  return bytes;
}

// A block of base64 and raw deflate as bytes.
async function unpack(text, pause) {
  const stream = new Blob([await bytesOf(text, pause)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Runs a generator to its end, letting the page breathe every `budget` milliseconds.
async function inSlices(work, pause, budget = 12) {
  for (let end = performance.now() + budget; ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() > end) {
      await pause();
      end = performance.now() + budget;
    }
  }
}

// Whole numbers from `width` runs of `size` bytes, the lowest bytes first.
function* planes(bytes, at, size, width, into) {
  for (let plane = 0, shift = 0; plane < width; plane++, shift += 8, at += size) {
    for (let from = 0; from < size; from += SLICE) {
      const to = Math.min(size, from + SLICE);
      for (let i = from; i < to; i++) into[i] |= bytes[at + i] << shift;
      yield;
    }
  }
  return into;
}

const room = (largest, size) => (largest < 256 ? new Uint8Array(size) : largest < 65536 ? new Uint16Array(size) : new Uint32Array(size));

// The events as typed arrays. `site` is null where every event has a place of its own; `kind` is a category, plus 128 for
// an event that is less than certain whatever the day; `length` belongs to the events from `exact` on.
function* decode(bytes, header) {
  const { count, rest, bits, sites, width, classes } = header;
  const groups = classes.reduce((sum, [days]) => sum + days, 0), wide = bits / 8, places = sites || count;
  let at = 0;
  const next = function* (size, planesWide, into) {
    yield* planes(bytes, at, size, planesWide, into);
    at += size * planesWide;
    return into;
  };
  const steps = yield* next(groups, 3, new Int32Array(groups));
  const counts = yield* next(groups, 4, new Uint32Array(groups));
  const x = yield* next(places, wide, room(2 ** bits - 1, places)), y = yield* next(places, wide, room(2 ** bits - 1, places));
  const site = sites ? yield* next(count, width, room(sites - 1, count)) : null;
  const data = { count, rest, low: header.low, x, y, site, classes: [], exact: 0 };
  let group = 0, event = 0;
  for (const [size, events, reach] of classes) {
    const days = new Int32Array(size), starts = new Uint32Array(size + 1);
    for (let g = 0, day = header.low; g < size; g++, group++) {
      day += steps[group];
      days[g] = day;
      starts[g] = event;
      const to = event + counts[group];
      if (site) for (let place = 0; event < to; event++) { place += site[event]; site[event] = place; }
      event = to;
      if (!(g & 255)) yield;
    }
    starts[size] = event;
    data.classes.push({ reach, days, starts, from: event - events, to: event });
    if (!reach) data.exact = event;
  }
  data.length = yield* next(count - data.exact, 3, new Uint32Array(count - data.exact));
  data.kind = bytes.subarray(at, at + count + rest);
  return data;
}

// How many of sorted `values` lie below `value`.
function lower(values, value) {
  let from = 0, to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

// First and last day of an event; null for one that is on no map.
function daysOf(data, event) {
  const kind = data.classes.find(({ from, to }) => event >= from && event < to);
  if (!kind) return null;
  const first = kind.days[lower(kind.starts, event + 1) - 1];
  return [first, first + (event < data.exact ? 0 : data.length[event - data.exact])];
}

const placeOf = (data, event) => (data.site ? data.site[event] : event);

// Counts the events of the days `a` to `b` by bin of their place and column of their kind. `bins` gives a place's bin, -1
// for none; `lut` the column of a kind, -1 for none; `table` has `stride` columns and is added to. An event whose interval
// lies only partly between the days counts as less than certain.
function tally(data, bins, lut, stride, a, b, table) {
  const { site, kind, length, exact } = data;
  for (const { reach, days, starts } of data.classes) {
    const last = lower(days, b + 1);
    if (!reach) {
      const from = starts[lower(days, a)], to = starts[last];
      if (site) for (let i = from; i < to; i++) {
        const bin = bins[site[i]], column = lut[kind[i]];
        if (bin >= 0 && column >= 0) table[bin * stride + column]++;
      } else for (let i = from; i < to; i++) {
        const bin = bins[i], column = lut[kind[i]];
        if (bin >= 0 && column >= 0) table[bin * stride + column]++;
      }
      continue;
    }
    for (let group = lower(days, a - reach); group < last; group++) {
      const day = days[group];
      for (let i = starts[group]; i < starts[group + 1]; i++) {
        const end = day + length[i - exact];
        if (end < a) continue;
        const bin = bins[site ? site[i] : i], column = lut[day >= a && end <= b ? kind[i] : kind[i] | 128];
        if (bin >= 0 && column >= 0) table[bin * stride + column]++;
      }
    }
  }
}

// The events of the days `a` to `b` that pass `test`, the latest first: `limit` of them after the first `skip`.
function listed(data, test, a, b, skip, limit) {
  const cursors = data.classes.map(({ reach, days, starts }) => {
    const least = lower(days, a - reach);
    const cursor = { group: lower(days, b + 1) - 1, event: 0, day: -Infinity };
    cursor.event = starts[cursor.group + 1] ?? 0;
    cursor.move = () => {
      for (cursor.day = -Infinity; cursor.group >= least; cursor.event = starts[cursor.group--]) {
        const day = days[cursor.group];
        while (--cursor.event >= starts[cursor.group]) {
          if ((!reach || day + data.length[cursor.event - data.exact] >= a) && test(cursor.event)) { cursor.day = day; return; }
        }
      }
    };
    cursor.move();
    return cursor;
  });
  const found = [];
  while (found.length < limit) {
    const latest = cursors.reduce((best, cursor) => (cursor.day > best.day ? cursor : best), { day: -Infinity });
    if (latest.day === -Infinity) break;
    if (skip > 0) skip--;
    else found.push(latest.event);
    latest.move();
  }
  return found;
}

// Events by step of `size` days from `low` to `high` and category; an interval counts on its first day. Also how many lie
// before and after.
function* histogram(data, low, high, size, categories) {
  const steps = Math.floor((high - low) / size) + 1, counts = new Uint32Array(steps * categories);
  let before = 0, after = 0;
  for (const { days, starts } of data.classes) {
    for (let group = 0; group < days.length; group++) {
      const from = starts[group], to = starts[group + 1], day = days[group];
      if (day < low) before += to - from;
      else if (day > high) after += to - from;
      else {
        const row = Math.floor((day - low) / size) * categories;
        for (let i = from; i < to; i++) counts[row + (data.kind[i] & 127)]++;
      }
      if (!(group & 63)) yield;
    }
  }
  return { size, steps, counts, before, after };
}

// Which bin each place falls into: a bin a place while no more than `limit` of them are in view, else squares of `cell`
// pixels, tied to the ground so that they stay when the map is moved. `frame`: pixel = place * scale + shift; width, height
// and margin in pixels; left and top: the frame's corner in pixels of the whole world.
function binned(data, frame, limit, cell) {
  const { x, y } = data, { scaleX, scaleY, shiftX, shiftY, width, height, margin } = frame;
  const size = x.length, bins = new Int32Array(size).fill(-1);
  const px = new Float32Array(size), py = new Float32Array(size);
  let inside = 0;
  for (let i = 0; i < size; i++) {
    const left = x[i] * scaleX + shiftX, top = y[i] * scaleY + shiftY;
    px[i] = left;
    py[i] = top;
    if (left >= -margin && top >= -margin && left <= width + margin && top <= height + margin) bins[i] = inside++;
  }
  if (inside <= limit) {
    const at = new Float32Array(inside * 2);
    for (let i = 0; i < size; i++) if (bins[i] >= 0) { at[2 * bins[i]] = px[i]; at[2 * bins[i] + 1] = py[i]; }
    return { bins, count: inside, at, cell: 0 };
  }
  const column = Math.floor((frame.left - margin) / cell), row = Math.floor((frame.top - margin) / cell);
  const columns = Math.floor((frame.left + width + margin) / cell) - column + 1, rows = Math.floor((frame.top + height + margin) / cell) - row + 1;
  for (let i = 0; i < size; i++) {
    if (bins[i] >= 0) bins[i] = Math.floor((px[i] + frame.left) / cell) - column + (Math.floor((py[i] + frame.top) / cell) - row) * columns;
  }
  const at = new Float32Array(columns * rows * 2);
  for (let k = 0; k < columns * rows; k++) {
    at[2 * k] = (column + (k % columns) + 0.5) * cell - frame.left;
    at[2 * k + 1] = (row + Math.floor(k / columns) + 0.5) * cell - frame.top;
  }
  return { bins, count: columns * rows, at, cell };
}

// An index of points by square, and the nearest point among those that `test` accepts within `reach` pixels; -1 for none.
function gridIndex(at, count, square) {
  const squares = new Map();
  for (let k = 0; k < count; k++) {
    const key = Math.floor(at[2 * k] / square) + "," + Math.floor(at[2 * k + 1] / square);
    if (squares.has(key)) squares.get(key).push(k);
    else squares.set(key, [k]);
  }
  return (x, y, reach, test) => {
    let nearest = -1, best = reach * reach;
    for (let i = Math.floor((x - reach) / square); i <= Math.floor((x + reach) / square); i++) {
      for (let j = Math.floor((y - reach) / square); j <= Math.floor((y + reach) / square); j++) {
        for (const k of squares.get(i + "," + j) || []) {
          const distance = (at[2 * k] - x) ** 2 + (at[2 * k + 1] - y) ** 2;
          if (distance <= best && test(k)) { best = distance; nearest = k; }
        }
      }
    }
    return nearest;
  };
}

// The attributes of a run of rows, from a block: for each field its codes, or its texts.
function readBlock(bytes, fields, size) {
  const found = {}, decoder = new TextDecoder();
  let at = 0;
  for (const { name, width } of fields) {
    if (width) {
      const codes = new Uint32Array(size);
      for (let plane = 0; plane < width; plane++, at += size) for (let i = 0; i < size; i++) codes[i] |= bytes[at + i] << (8 * plane);
      found[name] = codes;
    } else {
      const long = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      found[name] = decoder.decode(bytes.subarray(at + 4, at + 4 + long)).split("\0");
      at += 4 + long;
    }
  }
  return found;
}

// A round number near `value`, not above it: 1, 2 or 5 times a power of ten.
function round(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return ([5, 2, 1].find((step) => step * power <= value) || 1) * power;
}

if (typeof module !== "undefined") {
  module.exports = { decode, lower, daysOf, placeOf, tally, listed, histogram, binned, gridIndex, readBlock, round };
}
