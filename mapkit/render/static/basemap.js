// The outlines: base64 of deflated varints, as written by basemap.py.

async function inflate(text) {
  const packed = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Lists of [lat, lon] lines, one list for each grid.
function readOutlines(bytes, grids) {
  let position = 0;
  const natural = () => {
    let value = 0, weight = 1, byte;
    do {
      byte = bytes[position++];
      value += (byte & 127) * weight;
      weight *= 128;
    } while (byte > 127);
    return value;
  };
  const whole = () => {
    const value = natural();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  return grids.map((grid) => {
    const lines = new Array(whole());
    for (let i = 0; i < lines.length; i++) {
      const line = new Array(whole());
      for (let j = 0, x = 0, y = 0; j < line.length; j++) {
        x += whole();
        y += whole();
        line[j] = [y / grid, x / grid];
      }
      lines[i] = line;
    }
    return lines;
  });
}

function graticule(step) {
  const lines = [];
  for (let lon = -180; lon <= 180; lon += step) lines.push([[-85, lon], [84, lon]]);
  for (let lat = -80; lat <= 80; lat += step) lines.push([[lat, -180], [lat, 180]]);
  return lines;
}

async function drawBasemap(map, data) {
  const pane = map.createPane("mk-base");
  pane.style.zIndex = 150;
  const renderer = L.svg({ pane: "mk-base", padding: 0.5 });
  const options = { renderer, interactive: false, weight: 1, noClip: false };
  const [land, borders, focus, fineLand, fineBorders, fineFocus] = readOutlines(await inflate(data.data), data.grids);
  const add = (make, lines, name) => lines && lines.length && make(lines, { ...options, className: name }).addTo(map);
  add(L.polygon, [...land, ...(fineLand || [])], "mk-land");
  add(L.polygon, [...focus, ...(fineFocus || [])], "mk-focus");
  add(L.polyline, graticule(5), "mk-graticule");
  add(L.polyline, [...borders, ...(fineBorders || [])], "mk-border");
}

if (typeof module !== "undefined") module.exports = { readOutlines };
