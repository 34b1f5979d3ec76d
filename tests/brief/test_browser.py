"""The page in a real browser: no dialog, nothing fetched, no sideways scrolling on a phone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import brief_extremes as extremes
import brief_world as world
import pytest
from brief_geography import basemap
from hostile_strings import STRINGS

from sayso.brief import render
from sayso.brief.ledger import ledger_of

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: the page was not opened in a browser")

WATCH = """<script>window.fired = 0; for (const name of ["alert", "confirm", "prompt", "open", "print"])
window[name] = () => { window.fired += 1 };</script>"""
TELL = """<script>addEventListener("load", () => { const told = {
fired: window.fired, wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth,
fetched: performance.getEntriesByType("resource").map(each => each.name),
scripts: document.scripts.length, view: window.innerWidth,
lit: [...document.querySelectorAll("mark")].filter(each => getComputedStyle(each).backgroundColor === "rgb(255, 210, 77)")
.map(each => each.textContent).join("") };
parent.postMessage(JSON.stringify(told), "*") })</script>"""
FRAME = """<!DOCTYPE html><script>addEventListener("message", event => document.documentElement.setAttribute("data-told", event.data))
</script><iframe src="page.htmlTARGET" width="WIDTH" height="844" style="border:0"></iframe>"""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


def opened(page: bytes, folder: Path, width: int, target: str = "") -> dict[str, object]:
    """What the browser saw, with the policy taken off so that anything live would run: the escaping alone must hold."""
    bare, count = POLICY.subn(b"", page)
    assert count == 1
    (folder / "page.html").write_bytes(
        bare.replace(b"<head>", b"<head>" + WATCH.encode(), 1).replace(b"</html>", TELL.encode() + b"</html>")
    )
    path = folder / "frame.html"
    path.write_text(FRAME.replace("WIDTH", str(width)).replace("TARGET", target))
    dom = dump(path, folder)
    found = re.search(r'data-told="([^"]*)"', dom)
    assert found, dom[:500]
    told: dict[str, object] = json.loads(found.group(1).replace("&quot;", '"'))
    return told


def dump(path: Path, folder: Path) -> str:
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        f"--user-data-dir={folder / 'profile'}", "--window-size=1600,900", "--virtual-time-budget=3000", "--dump-dom", path.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_nothing_sticks_out(width: int, tmp_path: Path) -> None:
    told = opened(render(world.full(), "html", basemap()), tmp_path, width)
    assert told["view"] == width
    assert told["wide"] == told["room"]
    assert told["fetched"] == []


def test_answers_under_one_question_stand_apart(tmp_path: Path) -> None:
    """Two findings that answer one question are two paragraphs with room between them, on a phone as on a desk."""
    brief = world.full()
    told = [replace(each, name="attribution", headline=True) for each in brief.assessments[:2]]
    page = render(replace(brief, assessments=(*told, *brief.assessments[2:])), "html", basemap())
    measure = (
        "<script>addEventListener('load', () => { const [a, b] = document.querySelectorAll('.headline .answer');"
        "document.documentElement.setAttribute('data-gap', b.getBoundingClientRect().top - a.getBoundingClientRect().bottom) })</script>"
    )
    path = tmp_path / "gap.html"
    path.write_bytes(POLICY.sub(b"", page).replace(b"</html>", measure.encode() + b"</html>"))
    found = re.search(r'data-gap="([\d.]+)"', dump(path, tmp_path))
    assert found is not None
    assert float(found.group(1)) >= 12


def test_hostile_strings_do_nothing(tmp_path: Path) -> None:
    told = opened(render(extremes.hostile(STRINGS), "html", basemap()), tmp_path, 390)
    assert told["fired"] == 0
    assert told["scripts"] == 2, "only the two scripts of this test"
    assert told["fetched"] == []
    assert told["wide"] == told["room"]


def test_cited_words_light_up_when_followed_to(tmp_path: Path) -> None:
    """A span cut in two by another that lies in it is lit as a whole."""
    brief = world.full()
    outer = next(
        each for each in brief.statements.values() if each.quote.endswith("and not, as the Brigades claim, from Khoreh.")
    )
    page = render(brief, "html", basemap())
    told = opened(page, tmp_path, 390, f"#s-{ledger_of(brief).cite(outer.id)}")
    assert told["lit"] == outer.quote
    assert opened(page, tmp_path, 390)["lit"] == ""


def test_the_policy_stops_a_script_even_if_one_got_in(tmp_path: Path) -> None:
    page = render(world.one_event(), "html").replace(
        b"</main>", b"<script>document.title='ran'</script><img src=x onerror=document.title='ran'></main>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page)
    assert "<title>ran</title>" not in dump(path, tmp_path)
    bare = tmp_path / "bare.html"
    bare.write_bytes(POLICY.sub(b"", page))
    assert "<title>ran</title>" in dump(bare, tmp_path), "without the policy it would have run"
