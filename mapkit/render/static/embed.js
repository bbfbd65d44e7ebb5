// What a page owes to the page that it stands in: it tells its height and leaves wheel and finger to the reader.

const inFrame = () => { try { return window.self !== window.top; } catch { return true; } };

// The height at which nothing is cut off and the map has a good shape for its width.
function wantedHeight(root, frame) {
  const others = ["mk-head", "mk-time", "mk-foot"].map((name) => root.querySelector("." + name)).reduce((sum, node) => sum + (node ? node.offsetHeight : 0), 0);
  return Math.ceil(others + Math.max(300, Math.min(620, frame.clientWidth * 0.68)));
}

// `root` is the whole page, `frame` the element of the map; `tellHeight` is for a page round it that listens.
function behaveInFrame({ root, frame, map }, tellHeight) {
  const hint = el("p", { class: "mk-guard", "aria-hidden": "true" });
  frame.append(hint);
  const remind = (words) => {
    hint.textContent = words;
    hint.classList.add("mk-open");
    clearTimeout(hint.timer);
    hint.timer = setTimeout(() => hint.classList.remove("mk-open"), 1300);
  };
  // stopped on the way down, before Leaflet sees it; the page round the frame scrolls
  root.addEventListener("wheel", (event) => {
    if (event.ctrlKey || event.metaKey || !frame.contains(event.target) || event.target.closest(".mk-legend")) return;
    event.stopPropagation();
    remind(t("wheel-hint"));
  }, { capture: true, passive: true });
  if (matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable();
    frame.addEventListener("touchmove", (event) => event.touches.length === 1 && remind(t("touch-hint")), { passive: true });
  }
  if (!tellHeight) return;
  let told = 0;
  const tell = () => {
    const height = wantedHeight(root, frame);
    if (Math.abs(height - told) < 2) return;
    told = height;
    // the receiver checks who sent it; the height is no secret
    parent.postMessage({ type: "mapkit:height", height }, "*");
  };
  const watch = new ResizeObserver(tell);
  for (const node of [root, ...root.querySelectorAll(".mk-head, .mk-time, .mk-foot")]) watch.observe(node);
  tell();
}
