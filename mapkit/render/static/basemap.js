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

// `pause` is awaited between the parts, so that a page with other work gets to it; `turns` are the degrees by which the
// world is moved each time that it is drawn.
async function drawBasemap(map, data, pause = () => {}, turns = [0]) {
  const pane = map.createPane("mk-base");
  pane.style.zIndex = 150;
  const renderer = L.svg({ pane: "mk-base", padding: 0.5 });
  const options = { renderer, interactive: false, weight: 1, noClip: false };
  const [land, borders, focus, fineLand, fineBorders, fineFocus] = readOutlines(await inflate(data.data), data.grids);
  const add = async (make, lines, name) => {
    await pause();
    const moved = (turn) => (turn ? lines.map((line) => line.map(([lat, lon]) => [lat, lon + turn])) : lines);
    if (lines && lines.length) make(turns.flatMap(moved), { ...options, className: name }).addTo(map);
  };
  await add(L.polygon, [...land, ...(fineLand || [])], "mk-land");
  await add(L.polygon, [...focus, ...(fineFocus || [])], "mk-focus");
  await add(L.polyline, graticule(5), "mk-graticule");
  await add(L.polyline, [...borders, ...(fineBorders || [])], "mk-border");
}

if (typeof module !== "undefined") module.exports = { readOutlines };
