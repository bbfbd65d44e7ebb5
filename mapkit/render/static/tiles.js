// Tiles tell whoever serves them who reads this map, so they are loaded only once the reader asks for them.

function offerTiles(map, { url, origin, options }, position) {
  const layer = L.tileLayer(url, options);
  const control = L.control({ position });
  control.onAdd = () => {
    const button = el("button", { type: "button", class: "mk-tiles", "aria-pressed": "false", title: t("tiles", { host: new URL(origin.replace("*", "a")).host }) }, t("tiles-short"));
    button.addEventListener("click", () => {
      const on = !map.hasLayer(layer);
      if (on) layer.addTo(map);
      else layer.remove();
      button.setAttribute("aria-pressed", on);
      map.getContainer().classList.toggle("mk-tiled", on);
    });
    L.DomEvent.disableClickPropagation(button);
    return button;
  };
  control.addTo(map);
}
