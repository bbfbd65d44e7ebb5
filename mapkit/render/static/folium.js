// Only on pages to which folium layers were added by hand: what their scripts call, without a network.
(() => {
  const pin = (colour) => "data:image/svg+xml," + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="25" height="41"><path d="M12.5 1C6 1 1 6 1 12.5 1 21 12.5 40 12.5 40S24 21 24 12.5C24 6 19 1 12.5 1z" fill="' + colour + '" stroke="#fff"/><circle cx="12.5" cy="12.5" r="4.5" fill="#fff"/></svg>');
  const options = (colour) => ({ iconUrl: pin(colour), iconRetinaUrl: pin(colour), shadowUrl: "", iconSize: [25, 41], iconAnchor: [12, 41], popupAnchor: [1, -34], tooltipAnchor: [16, -28] });
  L.Icon.Default.mergeOptions({ ...options("#3a6ea5"), imagePath: "" });
  L.Icon.Default.prototype._getIconUrl = (name) => L.Icon.Default.prototype.options[name + "Url"];
  L.AwesomeMarkers = { icon: (wanted) => L.icon(options((wanted && wanted.markerColor) || "#3a6ea5")) };
  window.$ = window.$ || ((wanted) => {
    if (typeof wanted !== "string") return { ready: (run) => run() };
    const holder = document.createElement("template");
    holder.innerHTML = wanted.trim();
    return [...holder.content.children];
  });
})();
