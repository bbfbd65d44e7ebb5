"""A dossier as files: which formats there are, and what else may be asked of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapkit.boundaries import credits_of
from mapkit.errors import ConfigError
from mapkit.export import write_whole
from mapkit.model import codec

if TYPE_CHECKING:
    import geopandas as gpd

    from mapkit.dossier import Dossier

FORMATS = (".json", ".html", ".geojson", ".csv", ".gpkg", ".kml", ".parquet", ".svg", ".png")
PICTURES = (".svg", ".png")
WISHES = {
    "embed": (".html",),
    "story": (".html",),
    "boundaries": (".html", *PICTURES),
    "language": (".html", *PICTURES),
    "theme": (".html", *PICTURES),
    "card": PICTURES,
    "day": PICTURES,
    "fonts": (".png",),
}
"""What may be asked for beside the format, and which formats take it."""


def save(dossier: Dossier, target: Path, *, language: str, **wishes: Any) -> Path:
    """Write a dossier as its suffix says; see :meth:`mapkit.Dossier.save`."""
    suffix = target.suffix.lower()
    if suffix not in FORMATS:
        message = f"{target.name!r} ends in {suffix or 'nothing'}, which mapkit does not write"
        raise ConfigError(message, hint=f"It writes {', '.join(FORMATS)}", key="path")
    for name, wish in {**wishes, "language": language != "en"}.items():
        asked = len(wish) > 0 if isinstance(wish, (tuple, list)) else wish is not None and wish is not False
        if asked and suffix not in WISHES[name]:
            message = f"{target.name!r} cannot be written with {name}"
            raise ConfigError(message, hint=f"Save as {' or '.join(WISHES[name])}, or leave {name} out", key=name)
    if wishes["day"] is not None and not isinstance(wishes["day"], date):
        message = f"day is {wishes['day']!r}, not a date"
        raise ConfigError(message, hint="Give for example datetime.date(2023, 10, 31)", key="day")
    taken = {name: wish for name, wish in {**wishes, "language": language}.items() if suffix in WISHES[name]}
    if suffix == ".html":
        return _save_page(dossier, target, **{**taken, "theme": taken["theme"] or "auto"})
    if suffix in PICTURES:
        return write_whole(target, _picture(dossier, suffix, **{**taken, "theme": taken["theme"] or "light"}))
    return write_whole(target, _content(dossier, suffix))


def _save_page(dossier: Dossier, target: Path, *, embed: bool, **wishes: Any) -> Path:
    from mapkit.render import to_html
    from mapkit.render.page import embedding

    text = to_html(dossier.map(embed=embed, **wishes))
    written = write_whole(target, text.encode())
    if embed:
        print(embedding(target.name, dossier.title, text))  # noqa: T201 - asked for with embed=True
    return written


def _picture(
    dossier: Dossier, suffix: str, *, language: str, boundaries: gpd.GeoDataFrame | None, **wishes: Any
) -> bytes:
    from mapkit.render.picture.files import picture_file

    labels, countries = dossier.surroundings()
    return picture_file(
        suffix=suffix,
        frames=dossier.frames(boundaries=boundaries),
        title=dossier.title,
        attributions=(*dossier.attributions, *credits_of(boundaries)),
        layers=dossier.layers(language),
        labels=labels,
        countries=countries,
        language=language,
        **wishes,
    )


def _content(dossier: Dossier, suffix: str) -> bytes:
    if suffix == ".json":
        return codec.dumps(dossier.saved()).encode()
    if suffix == ".geojson":
        from mapkit.export.geojson import to_geojson

        return to_geojson(dossier.events, attribution="; ".join(dossier.attributions))
    if suffix == ".csv":
        from mapkit.export.csv import to_csv

        return to_csv(dossier.events)
    from mapkit.export.gis import to_geopackage, to_kml, to_parquet

    if suffix == ".parquet":
        return to_parquet(dossier.events)
    return to_geopackage(dossier.frames()) if suffix == ".gpkg" else to_kml(dossier.frames())
