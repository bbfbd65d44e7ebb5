// Discs put straight into the pixels of a picture: what counts of a million events come to in a few milliseconds.

// One packed colour (ABGR) over another, `cover` 0 to 255.
function over(under, colour, cover) {
  const alpha = under >>> 24;
  if (!cover) return under;
  if (!alpha) return ((cover << 24) | (colour & 0xffffff)) >>> 0;
  const total = cover + Math.round((alpha * (255 - cover)) / 255), share = cover / total;
  const mix = (shift) => Math.round(((under >>> shift) & 255) * (1 - share) + ((colour >>> shift) & 255) * share);
  return ((total << 24) | (mix(16) << 16) | (mix(8) << 8) | mix(0)) >>> 0;
}

// The pixels of a disc about its middle in a picture `stride` wide: those wholly inside, and the others with the cover of
// the disc and of the paper round it, and what they come to on an empty pixel, the usual case. A pale disc is a thin ring,
// filled thinly.
function stamp(radius, stride, pale, halo, colour, paper) {
  const reach = Math.ceil(radius + halo + 1), full = [], edge = [], covers = [];
  const share = (value) => Math.max(0, Math.min(1, value));
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const distance = Math.hypot(x, y), inside = share(radius + 0.5 - distance), around = share(radius + halo + 0.5 - distance);
      const ring = inside * share(distance - radius + 1.2 * halo + 0.5);
      const cover = Math.round(255 * (pale ? Math.max(0.25 * inside, 0.9 * ring) : inside));
      if (cover === 255) full.push(y * stride + x);
      else if (cover || around) {
        edge.push(y * stride + x);
        covers.push([pale ? 0 : Math.round(200 * around), cover]);
      }
    }
  }
  const empty = Uint32Array.from(covers, ([around, cover]) => over(over(0, paper, around), colour, cover));
  return { full: Int32Array.from(full), edge: Int32Array.from(edge), covers: Uint8Array.from(covers.flat()), empty, colour, paper };
}

function put(pixels, at, { full, edge, covers, empty, colour, paper }) {
  for (let i = 0; i < full.length; i++) pixels[at + full[i]] = colour;
  for (let i = 0; i < edge.length; i++) {
    const pixel = at + edge[i], under = pixels[pixel];
    pixels[pixel] = under ? over(over(under, paper, covers[2 * i]), colour, covers[2 * i + 1]) : empty[i];
  }
}

// "#1F8FC9" as a packed colour.
const packed = (hex) => {
  const [r, g, b] = [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
};

// Room for the counts of `count` bins: the sure events, all events, the most frequent kind, and the size of the disc.
const noCounts = (count) => ({ sure: new Uint32Array(count), all: new Uint32Array(count), lead: new Uint8Array(count), size: new Uint8Array(count) });

// What is drawn for counts of sure and possible events in each bin: radii in half pixels, the largest first.
// The first `half` of the `stride` columns are sure, the others, if any, possible. `counts` is written anew.
function discs(table, half, stride, counts, radius, levels) {
  const { sure, all, lead, size } = counts, doubts = stride > half, count = all.length;
  const level = (value) => (value ? Math.max(1, Math.min(levels, Math.round(2 * radius(value)))) : 0);
  const sizes = new Uint32Array(levels + 2);
  let total = 0, possible = 0;
  for (let k = 0, at = 0; k < count; k++, at += stride) {
    let certain = 0, less = 0;
    for (let c = at; c < at + half; c++) certain += table[c];
    for (let c = at + half; c < at + stride; c++) less += table[c];
    sure[k] = certain;
    all[k] = certain + less;
    // most are empty on most days
    if (!all[k]) continue;
    for (let c = 0, most = 0; c < half; c++) {
      const both = table[at + c] + (doubts ? table[at + half + c] : 0);
      if (both > most) { most = both; lead[k] = c; }
    }
    total += all[k];
    possible += less;
    size[k] = level(all[k]);
    sizes[levels - size[k] + 1]++;
  }
  for (let n = 0; n <= levels; n++) sizes[n + 1] += sizes[n];
  const order = new Uint32Array(sizes[levels + 1]);
  for (let k = 0; k < count; k++) if (all[k]) order[sizes[levels - size[k]]++] = k;
  return { ...counts, order, total, possible, level, largest: levels / 2 };
}

class Splat {
  constructor(map, colours) {
    this.map = map;
    this.paintWith(colours);
    this.canvas = el("canvas", { class: "mk-splat leaflet-zoom-animated", "aria-hidden": "true" });
    map.getPanes().overlayPane.append(this.canvas);
    this.context = this.canvas.getContext("2d");
    map.on("zoomanim", (event) => {
      const scale = map.getZoomScale(event.zoom), corner = map._latLngBoundsToNewLayerBounds(map.getBounds(), event.zoom, event.center).min;
      L.DomUtil.setTransform(this.canvas, corner.subtract([this.margin * scale, this.margin * scale]), scale);
    });
  }

  paintWith(colours) {
    this.colours = colours;
    this.stamps = [];
  }

  // Makes the picture fit the map. It is larger than the map by a margin on all sides, so that discs may lie across its edge.
  fit(margin) {
    const size = this.map.getSize(), ratio = Math.min(3, window.devicePixelRatio || 1);
    const wide = Math.max(1, Math.round((size.x + 2 * margin) * ratio)), high = Math.max(1, Math.round((size.y + 2 * margin) * ratio));
    if (this.canvas.width !== wide || this.canvas.height !== high || !this.pixels) {
      this.canvas.width = wide;
      this.canvas.height = high;
      this.image = this.context.createImageData(wide, high);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.stamps = [];
      this.used = { left: 0, right: wide, top: 0, bottom: high };
    }
    this.canvas.style.width = size.x + 2 * margin + "px";
    this.canvas.style.height = size.y + 2 * margin + "px";
    this.margin = margin;
    this.ratio = ratio;
    L.DomUtil.setTransform(this.canvas, this.map.containerPointToLayerPoint([-margin, -margin]), 1);
  }

  stamp(level, pale, lead) {
    const key = (level * 2 + pale) * 256 + lead, { hues, paper } = this.colours;
    if (!this.stamps[key]) this.stamps[key] = stamp((level / 2) * this.ratio, this.canvas.width, pale, this.ratio, hues[lead], paper);
    return this.stamps[key];
  }

  draw(found, at) {
    const { pixels, ratio, margin } = this, stride = this.canvas.width, rows = this.canvas.height;
    const reach = Math.ceil((found.largest + 2) * ratio) + 1, old = this.used;
    let left = stride, right = 0, top = rows, bottom = 0;
    if (old.bottom > old.top) pixels.fill(0, old.top * stride, old.bottom * stride);
    for (const k of found.order) {
      const x = Math.round((at[2 * k] + margin) * ratio), y = Math.round((at[2 * k + 1] + margin) * ratio);
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const lead = found.lead[k], middle = y * stride + x, sure = found.sure[k];
      if (found.all[k] > sure) put(pixels, middle, this.stamp(found.size[k], 1, lead));
      if (sure) put(pixels, middle, this.stamp(sure === found.all[k] ? found.size[k] : found.level(sure), 0, lead));
    }
    // only the part that changed goes to the screen
    const now = { left: Math.max(0, left - reach), right: Math.min(stride, right + reach + 1), top: Math.max(0, top - reach), bottom: Math.min(rows, bottom + reach + 1) };
    const x = Math.min(now.left, old.left), y = Math.min(now.top, old.top);
    this.context.putImageData(this.image, 0, 0, x, y, Math.max(0, Math.max(now.right, old.right) - x), Math.max(0, Math.max(now.bottom, old.bottom) - y));
    this.used = now;
  }
}

if (typeof module !== "undefined") module.exports = { over, stamp, packed, noCounts, discs };
