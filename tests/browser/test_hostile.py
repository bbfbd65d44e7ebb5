"""Article text is hostile: whatever it holds, it is shown and never run."""

from __future__ import annotations

import dataclasses
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mapkit.model import RULED, Actor, Article, Evidence, Issue, Place, When
from mapkit.render import to_html, to_map
from mapkit.story import Step, Story

pytestmark = pytest.mark.browser

ATTACK = (
    "{{7*7111}} {% for x in (1,) %}LOOPED{% endfor %} {{ cycler.__init__.__globals__.os.getcwd() }} "
    "${window.__hit=1} `window.__hit=2` "
    '</script><script>window.__hit=3</script> <img src=x onerror=\'window.__hit=4\'> "onmouseover="window.__hit=5" '
    "\\1 \\0 \\u003c --> <!-- ]]> &lt; \u2028 \u2029 ' \" <svg onload=window.__hit=6> javascript:window.__hit=7"
)


def ready(page: Any) -> None:
    end = time.monotonic() + 20
    while not page.evaluate("window.__mapReady === true"):
        assert time.monotonic() < end
        time.sleep(0.02)


def hostile(text: str) -> str:
    return f"{text} {ATTACK}"


class HostileLayer:
    name = hostile("layer")
    title = hostile("layer title")

    def __init__(self, layer: Any) -> None:
        self.layer = layer

    def features(self, frames: Any) -> Any:
        for feature in self.layer.features(frames):
            facts = tuple((hostile(word), hostile(value)) for word, value in feature.facts)
            yield dataclasses.replace(
                feature,
                id=hostile(feature.id),
                layer=self.name,
                kind=feature.kind if feature.sign == "event" else hostile(feature.kind),
                facts=(*feature.facts, *facts),
                related=tuple(hostile(other) for other in feature.related),
            )


def poison_place(place: Place | None) -> Place | None:
    return None if place is None else dataclasses.replace(place, name=hostile(place.name), id=hostile(place.id))


def poison_actor(actor: Actor | None) -> Actor | None:
    return None if actor is None else dataclasses.replace(actor, name=hostile(actor.name), id=hostile(actor.id))


@pytest.fixture(scope="module", params=["en", "ar"])
def page_text(story: dict[str, Any], request: pytest.FixtureRequest) -> str:
    from mapkit.layers import default_layers

    articles = tuple(
        dataclasses.replace(
            article,
            name=hostile(article.name),
            title=hostile("title"),
            publisher=hostile("publisher"),
            url="javascript:window.__hit=8",
            published=When.on(date(2023, 11, 17)),
        )
        for article in story["ARTICLES"]
    )

    def poison_evidence(evidence: Evidence) -> Evidence:
        return dataclasses.replace(evidence, quote=hostile(evidence.quote), attributed_to=hostile("somebody"))

    events = tuple(
        dataclasses.replace(
            event,
            place=poison_place(event.place),
            destination=poison_place(event.destination),
            actors=tuple((role, poison_actor(actor)) for role, actor in event.actors),
            evidence=tuple(poison_evidence(e) for e in event.evidence),
            quantities=tuple(dataclasses.replace(q, unit=hostile(q.unit)) for q in event.quantities),
            reasons=(*(hostile(reason) for reason in (*event.reasons, "reason")), RULED + ATTACK),
        )
        for event in story["EVENTS"]
    )
    states = tuple(
        dataclasses.replace(s, place=poison_place(s.place), holder=poison_actor(s.holder), rule=hostile(s.rule))
        for s in story["STATES"]
    )
    routes = tuple(
        dataclasses.replace(
            r, actor=poison_actor(r.actor), origin=poison_place(r.origin), destination=poison_place(r.destination),
            via=tuple(poison_place(p) for p in r.via), note=hostile(r.note), engine=hostile(r.engine),
        )
        for r in story["ROUTES"]
    )  # fmt: skip
    issues = tuple(
        Issue(
            code=hostile(issue.code),
            message=hostile(issue.message),
            evidence=tuple(poison_evidence(e) for e in issue.evidence),
            event_ids=issue.event_ids,
        )
        for issue in story["ISSUES"]
    )
    frames = story["frames"](events, states, routes, issues, articles)
    past = story["frames"](events[:4], states[:2], (), (), articles)
    frames = dataclasses.replace(frames, earlier=((date(2023, 11, 1), past),))
    assert isinstance(articles[0], Article)
    steps = tuple(Step(heading=hostile("heading"), text=hostile("text"), id=hostile(e.id)) for e in events[:2])
    chart = to_map(
        frames,
        title=hostile("Title"),
        layers=[HostileLayer(layer) for layer in default_layers(request.param)],
        attributions=(hostile("attribution"),),
        labels=tuple(poison_place(p) for p in story["LABELS"]),
        countries=tuple(poison_place(p) for p in story["COUNTRIES"]),
        language=request.param,
        story=Story(steps=steps),
        embed=True,
    )
    return to_html(chart)


def test_python_evaluates_nothing(page_text: str) -> None:
    assert "{{7*7111}}" in page_text
    assert "49777" not in page_text
    assert str(7 * 7111) not in page_text
    assert str(Path.cwd()) not in page_text
    unwrapped = re.sub(r"<text\b.*?</text>", "", page_text)  # the picture breaks its lines anywhere
    assert unwrapped.count("{% for x in (1,) %}LOOPED") == unwrapped.count("LOOPED")
    assert page_text.count("<script") == page_text.count("</script>")


def test_the_browser_runs_nothing(opened: Callable[..., Any], page_text: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page_text, encoding="utf-8")
    page = opened(path)
    chart = page.page
    for day in ("2023-10-20", "2023-10-31", "2023-11-08", "2023-11-20"):
        chart.evaluate("day => mapkit.seekDate(day)", day)
        for tab in ("list", "issues", "tour"):
            chart.locator(f"[role=tab][id$=tab-{tab}]").click()
        for number in range(chart.locator(".mk-mark:not([hidden])").count()):
            chart.locator(".mk-mark:not([hidden])").nth(number).dispatch_event("click")
            for details in chart.locator(".mk-body details").all():
                details.locator("summary").dispatch_event("click")
    chart.locator("[role=tab][id$=tab-list]").click()
    chart.locator("input[type=search]").fill(ATTACK[:40])
    for select in chart.locator(".mk-filters select").all():
        select.evaluate("node => { node.selectedIndex = 1; node.dispatchEvent(new Event('change')); }")
    chart.wait_for_timeout(400)
    again = opened(path.as_uri() + chart.evaluate("location.hash"))
    assert again.errors == []
    assert again.page.evaluate("window.__hit") is None
    for step in (0, 1):
        chart.locator("select[name=known]").evaluate(
            "(node, step) => { node.value = step; node.dispatchEvent(new Event('change')); }", step
        )
    chart.locator(".mk-tally button").dispatch_event("click")
    chart.locator(".mk-route-hit").dispatch_event("click")
    chart.wait_for_timeout(200)
    assert chart.evaluate("window.__hit") is None
    assert page.errors == []
    assert page.requests == [path.as_uri()]
    assert chart.locator("img, .mk-panel script, .mk-panel svg[onload]").count() == 0
    assert chart.locator("a[href^='javascript']").count() == 0
    assert "{{7*7111}}" in chart.locator(".mk-body").inner_text()
    assert "<img src=x onerror=" in chart.locator("h1").inner_text()


def test_it_is_harmless_in_a_notebook_and_in_a_figure_of_somebody_else_s(
    browser: Any, page_text: str, story: dict[str, Any], tmp_path: Path
) -> None:
    import branca

    assert page_text
    issue = Issue(code="x", message=hostile("message"))
    chart = to_map(story["frames"](issues=(issue,)), title=hostile("Title"))
    page = browser.new_page()
    page.set_content(chart._repr_html_())
    frame = page.frames[1]
    ready(frame)
    assert frame.evaluate("window.__hit") is None
    assert page.evaluate("window.__hit") is None

    figure = branca.element.Figure()
    chart = to_map(story["frames"](issues=(issue,)), title=hostile("Title"))
    chart.add_to(figure)
    path = tmp_path / "figure.html"
    figure.save(str(path))
    assert str(7 * 7111) not in path.read_text(encoding="utf-8")
    page.goto(path.as_uri())
    ready(page)
    assert page.evaluate("window.__hit") is None
    page.close()
