"""The command line: every verb calls one function of the library.

Results go to stdout, words to stderr. Exit codes: 0 done, 1 open issues with ``check --strict``, 2 wrong usage,
3 bad input, 130 interrupted. No verb opens a socket but ``build`` with the extractor ``llm``, to the address given.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from mapkit.errors import ConfigError, MapkitError

app = typer.Typer(
    name="mapkit",
    help="From news articles to a timed, sourced map of a conflict.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Output = Annotated[Path, typer.Option("--output", "-o", help="File to write; its suffix chooses the format.")]
Home = Annotated[str | None, typer.Option(help="ISO 3166-1 code of the country the texts are about, such as ML.")]
Gaz = Annotated[
    Path | None, typer.Option(help="A table of places (.csv, .tsv) or a GeoNames dump, instead of the shipped index.")
]
Source = Annotated[str, typer.Argument(help="A folder of articles or a dossier saved as .json.")]


def _dossier(
    source: str,
    *,
    title: str | None = None,
    config: Path | None = None,
    published: list[str] | None = None,
    **options: Any,
) -> Any:
    """Load a saved dossier, or build one from articles."""
    from mapkit.dossier import build
    from mapkit.loading import load

    if Path(source).suffix.lower() == ".json":
        if title or config or published or any(v is not None for v in options.values()):
            message = "a saved dossier takes none of the options that say how to read articles"
            raise ConfigError(message, hint="Build it again from the articles")
        return load(source)
    settings = _settings(config)
    days = dict(settings.get("published", {}))
    asked: dict[str, date] = {}
    for item in published or ():
        name, equals, day = item.rpartition("=")
        if not equals:
            message = f"--published {item!r} is not NAME=DAY"
            raise ConfigError(message, hint="Write for example --published 002.txt=2023-10-31", key="published")
        if asked.setdefault(name, _day(day)) != _day(day):
            message = f"--published gives {name!r} two days, {asked[name]} and {day}"
            raise ConfigError(message, hint="Name each article once", key="published")
    days |= asked
    parts = _parts(
        **(
            {k: settings.get(k) for k in ("home", "control_rules")}
            | {k: v for k, v in options.items() if v is not None}
        )
    )
    try:
        return build(
            source,
            title=title or settings.get("title"),
            published=days,
            corrections=settings["corrections"],
            **parts,
        )
    finally:  # what was asked is said of a run that is broken off, too
        for part in parts.get("extractors", ()):
            for line in str(getattr(part, "report", "")).splitlines():
                _say(line)


def _parts(
    home: str | None = None,
    bbox: str | None = None,
    gazetteer: Path | None = None,
    extractor: list[str] | None = None,
    llm_key_env: str | None = None,
    llm_cache: Path | None = None,
    llm_prices: str | None = None,
    roads: Path | None = None,
    control_rules: Path | None = None,
) -> dict[str, Any]:
    """Turn options into what :func:`mapkit.build` takes."""
    from mapkit.gazetteer import open_gazetteer

    given: dict[str, Any] = {"home": home}
    if bbox is not None:
        try:
            given["bbox"] = tuple(float(part) for part in bbox.split(","))
        except ValueError as error:
            message = f"--bbox {bbox!r} is not four numbers"
            raise ConfigError(
                message, hint="Write west,south,east,north, for example -5,14,5,25", key="bbox"
            ) from error
    if gazetteer is not None:
        given["gazetteer"] = open_gazetteer(gazetteer)
    asked = {"key_env": llm_key_env, "cache": llm_cache, "prices": _prices(llm_prices)}
    if any(value is not None for value in asked.values()) and not any(n.startswith("llm:") for n in extractor or ()):
        message = "--llm-key-env, --llm-cache and --llm-prices go with --extractor llm:MODEL@URL"
        raise ConfigError(message, hint="Name the model, or leave them out", key="extractor")
    if extractor:
        given["extractors"] = [_extractor(name, asked) for name in extractor]
    if roads is not None:
        from mapkit.routes import RoadNetwork

        given["roads"] = RoadNetwork.read(roads)
    if control_rules is not None:
        from mapkit.control import ControlEngine

        given["engines"] = [ControlEngine(rules=control_rules)]
    return given


def _extractor(name: str, asked: dict[str, Any]) -> Any:
    """Return an installed extractor by name; what follows a colon is its argument (``spacy:en_core_web_sm``).

    A language model (``llm:MODEL@URL``) is asked with ``asked``, its key by default that of ``MAPKIT_LLM_KEY``, if set.
    """
    from mapkit.plugins import load

    part, colon, argument = name.partition(":")
    made = load("mapkit.extractors", part)
    if part == "llm":
        return made.at(argument, api_key=os.environ.get("MAPKIT_LLM_KEY") if not asked["key_env"] else None, **asked)
    return made(argument) if colon else made()


def _prices(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        price_in, price_out = (float(part) for part in text.split(","))
    except ValueError as error:
        message = f"--llm-prices {text!r} is not two numbers"
        raise ConfigError(
            message, hint="Write the prices of a million tokens in and out, for example 0.5,1.5", key="llm_prices"
        ) from error
    return price_in, price_out


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day"
        raise ConfigError(message, hint="Days are written 2023-10-31") from error


def _read_toml(path: Path, *, hint: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path} cannot be read as TOML: {error}"
        raise ConfigError(message, hint=hint, key=str(path)) from error


def _settings(config: Path | None) -> dict[str, Any]:
    """Read a ``mapkit.toml``: ``title``, ``home``, ``control_rules``, ``[published]`` and ``[[correction]]``."""
    from mapkit.model import Correction

    if config is None:
        return {"corrections": ()}
    raw = _read_toml(config, hint="See the example mapkit.toml in the README")
    texts = ("title", "home", "control_rules")
    known = (*texts, "published", "correction")
    for key in raw:
        if key not in known:
            message = f"{config} has the key {key!r}, which mapkit does not know"
            raise ConfigError(message, hint=f"Did you mean {_nearest(key, known)!r}?", key=key)
    days = raw.get("published", {})
    if (
        not isinstance(days, dict)
        or not all(isinstance(raw.get(key, ""), str) for key in texts)
        or not isinstance(raw.get("correction", []), list)
    ):
        message = f"{config}: {', '.join(texts)} are texts, [published] a table and [[correction]] a list of tables"
        raise ConfigError(message, hint="See the example mapkit.toml in the README", key=str(config))
    for name, day in days.items():
        if type(day) is not date:
            message = f"{config}: published.{name!r} is {day!r}, not a day"
            raise ConfigError(message, hint='Write: "name.txt" = 2023-10-31', key=name)
    fields = ("target", "field", "value", "by", "reason")
    corrections = []
    for number, row in enumerate(raw.get("correction", ()), 1):
        if (
            not isinstance(row, dict)
            or sorted(row) != sorted(fields)
            or not all(isinstance(v, str) for v in row.values())
        ):
            message = f"{config}: correction {number} needs exactly the texts {', '.join(fields)}"
            raise ConfigError(message, hint="See the example mapkit.toml in the README", key="correction")
        corrections.append(Correction(**row))
    found = {"title": raw.get("title"), "home": raw.get("home"), "published": days, "corrections": tuple(corrections)}
    if "control_rules" in raw:
        found["control_rules"] = config.parent / raw["control_rules"]
    return found


def _nearest(word: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import process

    return str(process.extractOne(word, known)[0])


def _say(text: str) -> None:
    """Print words to stderr, without the control characters that a file name may hold."""
    typer.echo(_printable(text), err=True)


@app.command()
def build(
    source: Annotated[str, typer.Argument(help="A folder of .txt or .md articles, or one article.")],
    output: Output,
    title: Annotated[str | None, typer.Option(help="What the map is called.")] = None,
    config: Annotated[Path | None, typer.Option(help="A mapkit.toml with titles, dates and corrections.")] = None,
    published: Annotated[
        list[str] | None, typer.Option(help="A publication date, NAME=2023-10-31; may be repeated.")
    ] = None,
    home: Home = None,
    bbox: Annotated[str | None, typer.Option(help="West,south,east,north in degrees: places inside go first.")] = None,
    gazetteer: Gaz = None,
    extractor: Annotated[
        list[str] | None,
        typer.Option(
            help="A further extractor, spacy:PIPELINE or llm:MODEL@URL (sends it the texts); may be repeated."
        ),
    ] = None,
    llm_key_env: Annotated[
        str | None, typer.Option(help="Environment variable with the key for llm; MAPKIT_LLM_KEY by default.")
    ] = None,
    llm_cache: Annotated[
        Path | None, typer.Option(help="Folder that keeps the answers of llm, so that a run can be resumed.")
    ] = None,
    llm_prices: Annotated[
        str | None, typer.Option(help="Prices of a million tokens in and out for the report of llm, such as 0.5,1.5.")
    ] = None,
    roads: Annotated[
        Path | None, typer.Option(help="A file of roads (lines): routes take the shortest way over them.")
    ] = None,
    control_rules: Annotated[
        Path | None, typer.Option(help="A table of rules for who holds a place, instead of the shipped one.")
    ] = None,
) -> None:
    """Read articles and write a map (.html, .svg, .png), a dossier (.json) or the events (.geojson, .csv)."""
    dossier = _dossier(
        source,
        title=title,
        config=config,
        published=published,
        home=home,
        bbox=bbox,
        gazetteer=gazetteer,
        extractor=extractor,
        llm_key_env=llm_key_env,
        llm_cache=llm_cache,
        llm_prices=llm_prices,
        roads=roads,
        control_rules=control_rules,
    )
    written = dossier.save(output)
    _say(f"{written}: {dossier.summary}")
    for issue in dossier.issues:
        if issue.code in ("undated-article", "time-without-year"):
            _say(f"  {issue.code}: {issue.message}")


@app.command("map")
def map_(
    source: Source,
    output: Output,
    embed: Annotated[
        bool, typer.Option("--embed", help="Make the page to stand inside another one, and print what to paste there.")
    ] = False,
    story: Annotated[Path | None, typer.Option(help="A guided story for the page, as written by mapkit story.")] = None,
    boundaries: Annotated[
        Path | None, typer.Option(help="A file of polygons with a column place or place_id: the land of those places.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of the map: en, fr or ar.")] = "en",
    theme: Annotated[
        str | None, typer.Option(help="light (of a picture if omitted), dark, or auto (of a page), as the screen is.")
    ] = None,
    card: Annotated[
        bool, typer.Option("--card", help="Draw a social card of 1200 by 630 pixels (.svg, .png).")
    ] = False,
    on: Annotated[str | None, typer.Option(help="The day of a picture (.svg, .png), such as 2023-10-31.")] = None,
    font: Annotated[
        list[Path] | None, typer.Option(help="A font file for a .png, instead of the machine's; may be repeated.")
    ] = None,
) -> None:
    """Draw the map of a dossier: .html to explore, .svg or .png to print."""
    if output.suffix.lower() not in (".html", ".svg", ".png"):
        message = f"a map is written as .html, .svg or .png, not as {output.name!r}"
        raise ConfigError(message, hint="Use mapkit export for other formats", key="output")
    from mapkit.boundaries import read_boundaries

    told = None
    if story is not None:
        from mapkit.story import Story

        told = Story.from_mapping(_read_toml(story, hint="Write a draft with: mapkit story DOSSIER -o story.toml"))
    day = None if on is None else _day(on)
    dossier = _dossier(source)
    areas = None if boundaries is None else read_boundaries(boundaries)
    wishes = {"embed": embed, "story": told, "boundaries": areas, "card": card, "day": day, "fonts": font or ()}
    _say(str(dossier.save(output, language=language, theme=theme, **wishes)))


@app.command()
def story(
    source: Source,
    output: Output,
    language: Annotated[str, typer.Option(help="Of the headings: en, fr or ar.")] = "en",
) -> None:
    """Write a draft of a guided story (.toml) to edit and to give to mapkit map --story."""
    if output.suffix.lower() != ".toml":
        message = f"a story is written as .toml, not as {output.name!r}"
        raise ConfigError(message, hint="Name the file story.toml", key="output")
    from mapkit.export import write_whole

    _say(str(write_whole(output, _dossier(source).story(language=language).to_toml().encode())))


@app.command()
def export(source: Source, output: Output) -> None:
    """Write the events for other programs: .geojson, .csv, .gpkg, .kml or .parquet."""
    _say(str(_dossier(source).save(output)))


@app.command("list")
def list_(
    source: Source,
    what: Annotated[str, typer.Argument(help="events, control, routes or issues")] = "events",
    on: Annotated[str | None, typer.Option(help="Only what can be true on this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print a table of events, control states, routes or issues."""
    kinds = ("events", "control", "routes", "issues")
    if what not in kinds:
        message = f"there is no list of {what!r}"
        raise ConfigError(message, hint=f"Did you mean {_nearest(what, kinds)!r}?", key="what")
    dossier = _dossier(source)
    if what == "issues":
        rows = [{"code": i.code, "message": i.message} for i in dossier.issues]
    else:
        rows = _rows(dossier, what, _day(on) if on else None)
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else _table(rows))


_SHOWN = {
    "events": ("event_id", "edtf", "status", "title", "sources"),
    "control": ("state_id", "place", "place_kind", "state", "holder", "since_edtf", "until_edtf", "basis", "rule"),
    "routes": ("route_id", "origin", "destination", "actor", "length_km", "reported_low_km", "engine"),
}


def _rows(dossier: Any, what: str, day: date | None) -> list[dict[str, Any]]:
    from mapkit.export.geojson import plain

    frame = dossier.control_on(day) if what == "control" and day is not None else getattr(dossier, what)
    rows = [
        {"id": ident, **{c: plain(row[c]) for c in frame.columns if c != "geometry"}} for ident, row in frame.iterrows()
    ]
    for row in rows:
        row[_SHOWN[what][0]] = row.pop("id")
    if what == "events" and day is not None:
        at = day.isoformat()
        rows = [r for r in rows if (r["start_time"] or at) <= at <= (r["end_time"] or at) and r["edtf"]]
    keys = _SHOWN[what]
    rows = [{k: row[k] for k in (*keys, *(("certain",) if "certain" in row else ()))} for row in rows]
    return (
        sorted(rows, key=lambda r: (str(r.get("edtf") or r.get("place") or ""), str(r[keys[0]])))
        if what != "routes"
        else rows
    )


def _table(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "nothing"
    cells = [[str(k) for k in rows[0]], *([_printable(v) for v in row.values()] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in cells)


def _printable(value: object) -> str:
    """Return a cell without control characters: article text may hold terminal escapes."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() else " " for c in text)


@app.command()
def explain(
    source: Source, ident: Annotated[str, typer.Argument(help="The id of an event, a state or a route.")]
) -> None:
    """Print how something on the map came about: quotations, derivations, rules."""
    text = _dossier(source).explain(ident)
    typer.echo("\n".join(_printable(line) for line in text.split("\n")))


@app.command()
def check(source: Source, strict: Annotated[bool, typer.Option(help="Exit 1 when issues are open.")] = False) -> None:
    """Check a dossier: schemas of its frames, offsets of its quotations, open issues."""
    from mapkit.frames import CONTROL, EVENTS, ROUTES, validate

    dossier = _dossier(source)
    validate(dossier.events, EVENTS)
    validate(dossier.control, CONTROL)
    validate(dossier.routes, ROUTES)
    _say(f"{dossier.summary}; the frames keep their schemas and the quotations stand where they should")
    if strict and dossier.issues:
        raise typer.Exit(1)


@app.command()
def places(
    name: Annotated[str, typer.Argument(help="A place name in any spelling.")],
    home: Home = None,
    gazetteer: Gaz = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Print what the gazetteer knows under a name: every place, the largest first."""
    from mapkit.gazetteer import open_gazetteer
    from mapkit.gazetteer.locate import check_hints

    known = open_gazetteer(gazetteer)
    check_hints(known, home, None)
    found = [p for p in known.lookup(name) if home is None or p.country == home.upper()]
    if not found and home is not None:
        found = list(getattr(known, "spelled_like", lambda *_: ())(name, home))
        if found:
            _say(f"no place is written {name!r} there; these may be other spellings of it")
    rows = [
        {
            "id": p.id,
            "name": p.name,
            "kind": p.kind,
            "country": p.country,
            "lon": p.lon,
            "lat": p.lat,
            "radius_m": round(p.radius_m),
            "population": p.population or None,
            "names": list(p.names) if as_json else "; ".join(p.names[:4]) + ("; …" if len(p.names) > 4 else ""),
        }
        for p in found
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else _table(rows))
    if not rows:
        tip = "try another spelling" if home else "try another spelling, or --home XX for spellings in one country"
        _say(f"no gazetteer entry for {name!r}: {tip}")


@app.command()
def demo(output: Output = Path("mapkit-demo.html")) -> None:
    """Write the map of the packaged example and print its path."""
    from mapkit._resources import data_file
    from mapkit.loading import load_text

    sample = data_file("sample", "kidal.json")
    typer.echo(str(load_text(sample.read_text(encoding="utf-8"), name="the packaged example").save(output).resolve()))


@app.command()
def parts() -> None:
    """Print the parts that are installed: extractors, gazetteers, engines and layers."""
    from mapkit.plugins import installed

    typer.echo(
        _table([{"group": p.group, "name": p.name, "object": p.value, "package": p.package} for p in installed()])
    )


def main() -> None:
    """Run the command line; errors print their message and hint, with ``MAPKIT_DEBUG=1`` a traceback too."""
    try:
        app()
    except MapkitError as error:
        if os.environ.get("MAPKIT_DEBUG"):
            raise
        _say(f"mapkit: {_printable(error)}")
        if error.hint:
            _say(f"  {_printable(error.hint)}")
        sys.exit(2 if isinstance(error, ConfigError) else 3)
    except KeyboardInterrupt:
        sys.exit(130)
