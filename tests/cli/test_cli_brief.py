"""``sayso brief``: a page from files in one go, or from a case, in three formats."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from cli_newsroom import Ran, sayso
from lxml import html as lxml_html


def text_of(path: Path) -> str:
    """What a reader of the brief sees, as one line."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    elif path.suffix == ".html":
        text = lxml_html.fromstring(path.read_bytes()).text_content()
    else:
        text = path.read_text(encoding="utf-8")
    return " ".join(text.split())


@pytest.fixture(scope="module", params=["html", "md", "pdf"])
def brief(request: pytest.FixtureRequest, case: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    path = tmp_path_factory.mktemp("brief") / f"brief.{request.param}"
    return path, sayso("brief", "-o", path, "--case", case, "--title", "Two bombings", "--marking", "TLP:GREEN")


def test_a_brief_is_written_and_its_size_told(brief: tuple[Path, Ran]) -> None:
    path, ran = brief
    assert (ran.code, ran.out) == (0, "")
    assert f"{path} written, {path.stat().st_size:,} bytes" in ran.err


def test_a_brief_shows_title_marking_findings_and_sources(brief: tuple[Path, Ran]) -> None:
    text = text_of(brief[0]).replace("\\", "")  # Markdown escapes what it might take for its own
    for words in ("Two bombings", "TLP:GREEN", "National Liberation Army", "Jaish-e-Mohammed", "Reuters", "as 21 by"):
        assert words in text


def test_a_brief_quotes_its_evidence_word_for_word(brief: tuple[Path, Ran]) -> None:
    text = text_of(brief[0])
    if brief[0].suffix == ".pdf":
        text = text.replace("\u00ad", "").replace("￾", "")  # PDF breaks words at line ends
    assert "Police said the bombing killed 21 people and injured 68." in text
    assert "carried out Thursday's car bombing of the police academy in Bogota" in text.replace("’", "'")


def test_the_same_case_gives_the_same_bytes(brief: tuple[Path, Ran], case: Path, tmp_path: Path) -> None:
    again = tmp_path / brief[0].name  # its list of all evidence is named after it
    sayso("brief", "-o", again, "--case", case, "--title", "Two bombings", "--marking", "TLP:GREEN")
    assert again.read_bytes() == brief[0].read_bytes()


def test_a_web_page_needs_nothing_from_elsewhere(case: Path, tmp_path: Path) -> None:
    sayso("brief", "-o", "brief.html", "--case", case)
    page = lxml_html.fromstring((tmp_path / "brief.html").read_bytes())
    fetched = page.xpath("//script/@src | //link/@href | //img/@src | //iframe/@src | //object/@data")
    assert [address for address in fetched if not address.startswith(("data:", "#"))] == []


def test_a_brief_as_of_a_day_shows_nothing_published_later(case: Path, tmp_path: Path) -> None:
    ran = sayso("brief", "-o", "then.md", "--case", case, "--as-of", "2019-01-20")
    assert ran.code == 0
    text = text_of(tmp_path / "then.md")
    assert "as 21 by" in text
    for later in ("claimed responsibility", "The Guardian", "Pulwama", "Mitiga", "peace talks"):
        assert later not in text


def test_a_brief_from_files_needs_and_leaves_no_case(clips: Path, tmp_path: Path) -> None:
    ran = sayso("brief", clips / "bogota-bomb-0117.md", clips / "bogota-blame-0118.md", "-o", "quick/brief.md")
    assert ran.code == 0
    assert ran.account["coded"] == 2
    assert "as 21 by" in text_of(tmp_path / "quick" / "brief.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quick"]
    assert sorted(path.name for path in (tmp_path / "quick").iterdir()) == ["brief.evidence.md", "brief.md"]


def test_a_brief_from_files_is_that_of_a_case_of_the_same_files(clips: Path, tmp_path: Path) -> None:
    told = ("--published", "2019-02-14", "--outlet", "The Hindu")
    sayso("read", clips, "--case", "same.sayso", *told)
    sayso("brief", "--case", "same.sayso", "-o", "case/brief.md")
    sayso("brief", clips, *told, "-o", "files/brief.md")
    for name in ("brief.md", "brief.evidence.md"):
        assert (tmp_path / "files" / name).read_bytes() == (tmp_path / "case" / name).read_bytes()


def test_what_could_not_be_read_is_listed_and_told_by_the_exit_code(clips: Path, tmp_path: Path) -> None:
    ran = sayso("brief", clips / "bogota-bomb-0117.md", clips / "pulwama-0214.txt", "-o", "brief.md")
    assert ran.code == 1
    assert ran.quarantined == {"pulwama-0214.txt": "undated"}
    text = text_of(tmp_path / "brief.md")
    assert "pulwama-0214.txt" in text
    assert "undated" in text


def test_no_brief_is_made_of_nothing(clips: Path, tmp_path: Path) -> None:
    ran = sayso("brief", clips / "pulwama-0214.txt", "-o", "brief.md")
    assert ran.code == 1
    assert "no brief" in ran.err
    assert not (tmp_path / "brief.md").exists()


@pytest.mark.parametrize("name", ["brief.docx", "brief", "brief.html.txt"])
def test_a_suffix_that_names_no_format_is_refused_before_any_work(clips: Path, tmp_path: Path, name: str) -> None:
    ran = sayso("brief", clips, "-o", name)
    assert ran.code == 1
    assert ran.err == f"sayso: {name}: a brief is written as .html, .md, .pdf; name the file accordingly\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "like"), [("brief.HTML", "html"), ("brief.htm", "html"), ("brief.markdown", "md")])
def test_a_suffix_may_be_spelt_otherwise(case: Path, tmp_path: Path, name: str, like: str) -> None:
    sayso("brief", "-o", name, "--case", case)
    sayso("brief", "-o", f"plain/brief.{like}", "--case", case)
    assert (tmp_path / name).read_bytes() == (tmp_path / "plain" / f"brief.{like}").read_bytes()


def test_a_place_that_cannot_be_written_is_named(case: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file").touch()
    for path in ("folder.html", "file/brief.html"):
        ran = sayso("brief", "-o", path, "--case", case)
        assert ran.code == 1
        assert ran.err.startswith(f"sayso: {path} cannot be written")
        assert "Traceback" not in ran.err
