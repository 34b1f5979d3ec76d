"""Briefs about an invented war: the full one, a small one, one of a single event, an empty one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from brief_story import REPORTS

from sayso.types import (
    Accusation,
    Assessment,
    Brief,
    Claim,
    Event,
    Figure,
    FigureReading,
    Party,
    Quarantined,
    Report,
    Row,
    Statement,
    StatementRef,
    Voice,
    Weapon,
    When,
    Where,
)  # fmt: skip

AS_OF = date(2031, 3, 20)

ACTORS = {
    "VLD": "Veldara", "KHO": "Khoreh", "OST": "Ostrane", "TAM": "Tamrin", "SUN": "Sund Isles",
    "OST-MIL": "Armed forces of Ostrane", "OST-GOV": "Government of Ostrane", "OST-SPY": "Ostrane intelligence",
    "KHO-GOV": "Government of Khoreh", "KHO-NL": "Brigades of the Ninth Lantern", "KHO-HF": "Harrow Front",
    "TAM-GOV": "Government of Tamrin", "TAM-MIL-CG": "Tamrin Coast Guards", "VLD-GOV": "Government of Veldara",
    "VLD-COP": "Police of Veldara", "VLD-MIL": "Armed forces of Veldara", "VLD-OPP": "A gang in Brask",
    "SUN-GOV": "Government of the Sund Isles", "IGO-UN": "United Nations",
}  # fmt: skip

PLACES = {
    "ansa": Where("Cape Ansa garrison", "ansa", "KHO", 2.9, 46.6, "site"),
    "orrin": Where("Tel Orrin", "orrin", "KHO", 0.4, 44.8, "locality"),
    "orrin-road": Where("Orrin road", "orrin-road", "KHO", 0.9, 45.3, "locality"),
    "strait": Where("Maren Strait", "maren", None, 4.6, 49.4, "sea"),
    "little-sund": Where("off Little Sund", "little-sund", None, 0.6, 50.6, "sea"),
    "sund": Where("Port Sund", "port-sund", "SUN", 6.3, 49.4, "locality"),
    "ash": Where("Port Ash", "port-ash", "SUN", 5.95, 49.3, "site"),
    "isles": Where("Sund Isles", "sund", "SUN", 5.2, 49.6, "country"),
    "halden": Where("Halden radar station", "halden", "OST", 10.1, 55.2, "site"),
    "ostrane": Where("Ostrane", "ostrane", "OST", 7.0, 56.0, "country"),
    "brask": Where("Brask", "brask", "VLD", 7.8, 44.0, "locality"),
    "south-veldara": Where("Southern March", "march", "VLD", 4.9, 43.4, "admin1"),
    "coast": Where("Lantern coast", "coast", "KHO", -1.4, 46.3, "admin1"),
    "khoreh": Where("Khoreh", "khoreh", "KHO", -0.8, 43.2, "country"),
    "tamrin": Where("Tamrin", "tamrin", "TAM", -1.2, 56.5, "country"),
    "westgrid": Where("Westgrid substation", "grid", "KHO", -2.6, 41.6, "site"),
}  # fmt: skip

EVENTS: dict[str, tuple[str, str, str | None, str | None, str | None, str | None, str, str, str | None, dict[str, str], str]] = {
    # key: title, what, mode, actor, target, place, first, last ("" open), weapon, ladder, answers
    "missile-transfer": ("Anti-ship missiles reach Khoreh", "AID", "military", "TAM-GOV", None, "khoreh", "2030-06-01", "2030-08-31", "anti-ship missiles", {"TAM-GOV": "silent"}, ""),
    "rocket-convoy": ("Rockets handed to the Brigades", "AID", "military", "TAM-GOV", None, "khoreh", "", "2031-01-10", "107 mm rockets", {"TAM-GOV": "denies"}, ""),
    "ansa-rockets": ("Rockets on the Cape Ansa garrison", "ASSAULT", "rocket", "KHO-NL", "OST-MIL", "ansa", "2031-01-11", "2031-01-11", "rockets", {"KHO-NL": "praises", "KHO-HF": "silent", "TAM-GOV": "denies"}, ""),
    "depot-strikes": ("Air strikes on five depots near Tel Orrin", "ASSAULT", "aerial", "OST-MIL", "KHO-NL", "orrin", "2031-01-15", "2031-01-15", "aircraft", {"OST-MIL": "admitted"}, "ansa-rockets"),
    "brigade-threat": ("Brigades threaten every depot, deck and dish", "THREATEN", None, "KHO-NL", "OST-MIL", None, "2031-01-20", "2031-01-20", None, {}, ""),
    "tanker-fire": ("Drone boat sets the tanker Grey Heron alight", "ASSAULT", "naval", None, None, "strait", "2031-02-02", "2031-02-02", "drone boat", {"KHO-HF": "claims-disputed", "KHO-NL": "silent", "TAM-MIL-CG": "denies"}, ""),
    "dhow-seizure": ("Frigate seizes four anti-ship missiles from a dhow", "COERCE", "seize", "OST-MIL", "TAM-GOV", "little-sund", "2031-02-07", "2031-02-08", "anti-ship missiles", {"OST-MIL": "admitted", "TAM-GOV": "denies"}, ""),
    "isles-patrol": ("Sund Isles double their patrols", "MOBILIZE", None, "SUN-GOV", None, "isles", "2031-02-08", "2031-02-09", None, {}, ""),
    "radar-drones": ("Drones strike the Halden radar station", "ASSAULT", "drone", "KHO-NL", "OST-GOV", "halden", "2031-02-13", "2031-02-13", "drones", {"KHO-NL": "claims-disputed", "TAM-MIL-CG": "silent", "TAM-GOV": "coy"}, "depot-strikes"),
    "fuel-embargo": ("Ostrane halts fuel sales to Tamrin", "SANCTION", None, "OST-GOV", "TAM-GOV", "ostrane", "2031-02-14", "2031-02-14", None, {}, "radar-drones"),
    "envoys-meet": ("Envoys meet in Port Sund", "CONSULT", None, "OST-GOV", "KHO-GOV", "sund", "2031-02-18", "2031-02-18", None, {}, ""),
    "embassy-mortars": ("Mortars on the embassy quarter of Brask", "ASSAULT", "explosives", None, None, "brask", "2031-02-22", "2031-02-22", "mortars", {"KHO-HF": "denies"}, ""),
    "troops-veldara": ("Veldara sends two battalions south", "MOBILIZE", "military", "VLD-GOV", None, "south-veldara", "2031-02-23", "2031-02-24", None, {}, "embassy-mortars"),
    "arrests-brask": ("Nine arrested in Brask", "COERCE", "arrest", "VLD-COP", None, "brask", "2031-02-23", "2031-02-24", None, {}, "embassy-mortars"),
    "cable-cut": ("Cable to Little Sund cut", "ASSAULT", None, None, None, "little-sund", "2031-02-20", "2031-02-28", None, {}, ""),
    "K-road-bomb": ("Roadside bomb on the Orrin road", "ASSAULT", "explosives", None, None, "orrin-road", "2031-02-26", "2031-03-01", "roadside bomb", {}, ""),
    "ansa-second": ("Second rocket barrage on Cape Ansa", "ASSAULT", "rocket", "KHO-NL", "OST-MIL", "ansa", "2031-03-01", "2031-03-01", "rockets", {"KHO-NL": "claims", "TAM-GOV": "praises"}, ""),
    "missile-stores": ("Ballistic missiles moved towards the strait", "MOBILIZE", None, "TAM-GOV", None, "tamrin", "2031-02-15", "2031-03-05", "ballistic missiles", {"TAM-GOV": "silent"}, ""),
    "coast-shelling": ("Ostrane ships shell the Lantern coast", "ASSAULT", "naval", "OST-MIL", "KHO-NL", "coast", "2031-03-03", "2031-03-05", "naval guns", {"OST-MIL": "admitted"}, "ansa-second"),
    "ferry-halt": ("Ferries stop, pilgrims stranded", "REJECT", None, None, None, "strait", "2031-03-04", "2031-03-04", None, {}, "coast-shelling"),
    "un-demand": ("United Nations demands passage for pilgrims", "REQUEST", None, "IGO-UN", None, None, "2031-03-05", "2031-03-05", None, {}, ""),
    "port-ash": ("Explosion at the Port Ash fuel jetty", "ASSAULT", "explosives", None, "SUN-GOV", "ash", "2031-03-11", "2031-03-11", None, {"KHO-NL": "denies", "OST-MIL": "silent"}, ""),
    "boat-kits": ("Drone-boat kits found in a Brask warehouse", "COERCE", "seize", "VLD-MIL", None, "brask", "2031-03-09", "2031-03-10", "drone-boat kits", {}, ""),
    "second-threat": ("Brigades: the next one will not be a jetty", "THREATEN", None, "KHO-NL", None, None, "2031-03-16", "2031-03-16", None, {}, ""),
    "evacuation": ("Ostrane withdraws diplomats' families", "RETREAT", None, "OST-GOV", None, "khoreh", "2031-03-15", "2031-03-17", None, {}, ""),
    "aid-convoy": ("Forty lorries of flour for Tel Orrin", "AID", None, None, None, "orrin", "2031-03-16", "2031-03-16", None, {}, ""),
    "grid-attack": ("Outage at the Westgrid substation", "ASSAULT", None, None, None, "westgrid", "2031-03-14", "2031-03-15", None, {}, ""),
    "talks-offer": ("Tamrin offers to sit at any table", "AGREE", None, "TAM-GOV", None, None, "2031-03-17", "2031-03-17", None, {}, ""),
    "prisoner-swap": ("Wounded prisoners exchanged", "COOPERATE", None, None, None, "orrin", "", "", None, {}, ""),
}  # fmt: skip


def said(report: str, text: str, sentence: str, row: Sequence[str]) -> Statement:
    """The statement of one marked-up line."""
    event, voice, kind, actor, stance, firmness, extra = (each.strip() for each in row)
    start = text.index(sentence)
    more = [each.split(":", 1) for each in extra.split(";") if ":" in each]
    claim = claim_of(event) if event in EVENTS else Claim(None)
    figures = {key: (figure(value, sentence),) for key, value in more if key in ("killed", "injured")}
    statement = Statement(
        id="", report=report, start=start, end=start + len(sentence), quote=sentence,
        voice=Voice(voice, kind, None if actor == "-" else actor), stance=stance, firmness=int(firmness),
        claim=replace(claim, figures=figures),
        via=tuple(value for key, value in more if key == "via"),
        hedges=tuple(value for key, value in more if key == "hedge"),
        time=next((value for key, value in more if key == "time"), "past"),
        negated=any(key == "not" for key, _ in more) and stance != "denies",
    )  # fmt: skip
    ident = hashlib.sha256(repr(("|".join(row), sentence, report)).encode()).hexdigest()[:12]
    return replace(statement, id=f"st-{ident}")


def figure(value: str, sentence: str) -> Figure:
    low, high = (int(each) if each else None for each in value.split("-"))
    told = re.search(
        r"(?:at least |up to |no more than |perhaps |between )?\b(?:\w+ and )?(?:\d+|two|three|four|six|seven|nine)\b \w+",
        sentence,
        re.I,
    )
    return Figure(low, high, said=told.group() if told else sentence)


def claim_of(key: str) -> Claim:
    _, what, mode, actor, target, place, first, last, weapon, _, _ = EVENTS[key]
    return Claim(
        what, mode,
        actor=Party(ACTORS[actor], actor, 0, 1) if actor else None,
        target=Party(ACTORS[target], target, 0, 1) if target else None,
        recipient=Party("the Brigades", "KHO-NL", 0, 1) if what == "AID" and mode == "military" else None,
        where=PLACES[place] if place else None,
        when=When("", _day(first), _day(last)) if first or last else None,
        weapon=Weapon(weapon) if weapon else None,
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read() -> tuple[dict[str, Report], dict[str, Statement], dict[str, list[tuple[Statement, str]]]]:
    """Reports, statements, and by event its statements with the markup beside them."""
    reports: dict[str, Report] = {}
    statements: dict[str, Statement] = {}
    by_event: dict[str, list[tuple[Statement, str]]] = {}
    for ident, (published, outlet, title, block) in REPORTS.items():
        rows = [line.strip().split("|") for line in block.strip().splitlines()]
        lines = list(dict.fromkeys(row[-1].strip() for row in rows))
        lines = [line for line in lines if not any(line != other and line in other for other in lines)]
        text = "\n\n".join(lines)
        reports[ident] = Report(
            ident, hashlib.sha256(text.encode()).hexdigest(), text, date.fromisoformat(published), outlet, title,
            author=None, url=f"https://news.example/{ident}", sha256=hashlib.sha256(text.encode()).hexdigest(),
        )  # fmt: skip
        for row in rows:
            if len(row) == 8:
                statement = said(ident, text, row[-1].strip(), row[:7])
                statements[statement.id] = statement
                by_event.setdefault(row[0].strip(), []).append((statement, row[6]))
    return reports, statements, by_event


def event_of(key: str, listed: list[tuple[Statement, str]], reports: dict[str, Report]) -> Event:
    title, _, _, _, _, _, first, last, _, ladder, answers = EVENTS[key]
    readings = [
        FigureReading(what, None, each.low, each.high, each.said, statement.voice, reports[statement.report].published,
                      statement.report, statement.start, statement.end, statement.id)
        for statement, _ in listed for what, figures in statement.claim.figures.items() for each in figures
    ]  # fmt: skip
    charges = [
        Accusation(statement.voice, Party(ACTORS[actor], actor, 0, 1), statement.stance, statement.firmness, kind == "not",
                   reports[statement.report].published, statement.report, statement.start, statement.end, statement.id)
        for statement, extra in listed for kind, actor in accused(extra)
    ]  # fmt: skip
    refs = tuple(StatementRef(s.id, s.report, s.start, s.end, s.voice, s.stance, s.firmness) for s, _ in listed)
    return Event(
        event_id(key), claim_of(key), refs, tuple(readings), tuple(charges), ladder,
        tuple(event_id(each) for each in answers.split() if each), _day(first), _day(last), AS_OF, title,
    )  # fmt: skip


def accused(extra: str) -> list[tuple[str, str]]:
    pairs = [each.strip().split(":", 1) for each in extra.split(";") if ":" in each]
    return [(key, value) for key, value in pairs if key in ("accuse", "not")]


def event_id(key: str) -> str:
    """An id of the shape people read out, from the key."""
    return "SAY-" + hashlib.sha256(key.encode()).hexdigest()[:4].upper()


def full() -> Brief:
    """The whole story: twelve reports, some seventy statements, twenty-nine events."""
    reports, statements, by_event = read()
    events = tuple(event_of(key, by_event[key], reports) for key in EVENTS)
    return Brief(
        "Who is firing across the Maren Strait?", AS_OF, tuple(assessments(by_event)), events, statements, reports,
        quarantined=(
            Quarantined("inbox/pamphlet.pdf", "no-text", "The pages are pictures; run a text recogniser over them and read the result."),
            Quarantined("inbox/wire-0220.html", "extract-empty", "No article text was found; save the page again with its text."),
        ),
        counts={"offered": 17, "coded": 12, "duplicate": 3, "quarantined": 2, "statements": len(statements), "events": len(events)},
        actors=ACTORS,
        marking="TLP:GREEN",
    )  # fmt: skip


def assessments(by_event: dict[str, list[tuple[Statement, str]]]) -> list[Assessment]:
    def ids(key: str, *places: int) -> tuple[str, ...]:
        return tuple(by_event[key][place][0].id for place in places)

    loose = tuple(statement.id for statement, _ in by_event["-"])
    ansa, second, radar, tanker, depot = (
        event_id(k) for k in ("ansa-rockets", "ansa-second", "radar-drones", "tanker-fire", "depot-strikes")
    )
    return [
        Assessment(
            "attribution", "Who fired the second barrage on Cape Ansa?",
            "It is very likely that the Brigades of the Ninth Lantern fired the second barrage. They claim it, and nobody on record says otherwise.",
            AS_OF, "Voices are weighed by independence and firmness; a claim by the accused counts once.", ids("ansa-second", 0, 1, 4),
            second, "very likely", (0.8, 0.95), ("The claim and the charge both come from parties to the fighting.",),
            ("accused", "voices for", "voices against"), (Row(("KHO-NL", 3, 0), ids("ansa-second", 1, 4), second), Row(("TAM-GOV", 1, None), ids("ansa-second", 2), second)), True,
        ),
        Assessment(
            "claims", "Are the Brigades moving towards owning their attacks?",
            "Yes: they were coy after the first barrage, praised it four days later, and claimed the second within a day.",
            AS_OF, "The highest rung each actor reached on each event, in order of time.", (*ids("ansa-rockets", 2, 4), *ids("ansa-second", 1)),
            "KHO-NL", None, None, ("The claim over Halden is disputed.",), (), (), True,
        ),
        Assessment(
            "escalation", "Is it escalating?",
            "It is likely that attacks in the next thirty days will outnumber those of the last thirty. Seven attacks fall in the last thirty days against five in the thirty before.",
            AS_OF, "Counts of attacks in two windows of thirty days; a Poisson comparison gives the interval.", (*ids("ansa-second", 0), *ids("coast-shelling", 0), *ids("port-ash", 0), *ids("grid-attack", 0), *ids("radar-drones", 0), *ids("embassy-mortars", 0), *ids("tanker-fire", 0), *ids("depot-strikes", 0), *ids("ansa-rockets", 0)),
            None, "likely", (0.55, 0.8), ("Coverage of the last week is still coming in.", "Attacks nobody reported are not counted."), ("window", "attacks", "claimed"),
            (Row(("18 Feb – 19 Mar 2031", 7, 1), ids("ansa-second", 0)), Row(("19 Jan – 17 Feb 2031", 5, 2), ids("tanker-fire", 0))), True,
        ),
        Assessment(
            "attribution", "Who set the Grey Heron alight?",
            "The record holds three rival answers and does not settle the matter.", AS_OF,
            "Voices are weighed by independence and firmness; a claim by the accused counts once.", tuple(s.id for s, _ in by_event["tanker-fire"]), tanker,
        ),
        Assessment(
            "figures", "How many were hurt at Halden?",
            "The figure rose from 11 to a range of 34 to 110 within a week.", AS_OF,
            "All figures given for one event, in order of publication.", (*ids("radar-drones", 0), *(s.id for s, _ in by_event["radar-drones"][5:8])), radar,
        ),
        Assessment(
            "figures", "How many died at Tel Orrin?",
            "Ostrane says at most nine, Khoreh 31.", AS_OF, "All figures given for one event, in order of publication.",
            (*ids("depot-strikes", 1), *(s.id for s, _ in by_event["depot-strikes"][3:6])), depot,
        ),
        Assessment(
            "judgements", "Whose judgement held up?",
            "Two of three dated judgements have come due. Admiral Marrow's first did not hold.", AS_OF,
            "Each judgement is compared with the events that followed within its own horizon.", loose, None, None, None, (),
            ("holder", "said on", "judgement", "how it turned out"),
            (
                Row(("Lena Marrow", "12 Jan 2031", "the Brigades would stop", "did not hold: second barrage on 1 Mar"), loose[:1], second),
                Row(("Aud Timmer", "20 Feb 2031", "unlikely to stay within Khoreh", "held: Brask, Port Ash"), loose[1:2]),
                Row(("Lena Marrow", "18 Mar 2031", "a third barrage this month", None), loose[2:]),
            ),
        ),
        Assessment(
            "reprisals", "How fast are attacks answered?", "Ostrane answered both barrages on Cape Ansa within four days.", AS_OF,
            "Events that their sources call an answer, with the days between.", (*ids("depot-strikes", 0), *ids("coast-shelling", 0)),
            None, 3.0, (2.0, 4.0), ("Two cases are few.",), ("attack", "answer", "days"),
            (Row((ansa, depot, 4), ids("depot-strikes", 0)), Row((second, event_id("coast-shelling"), 2), ids("coast-shelling", 0))),
        ),
    ]  # fmt: skip


def small() -> Brief:
    """Four events with no assessments' prose to change: what the approved pictures are drawn from."""
    brief = full()
    keep = {event_id(key) for key in ("ansa-rockets", "depot-strikes", "radar-drones", "dhow-seizure")}
    return trimmed(brief, keep)


def one_event() -> Brief:
    return trimmed(full(), {event_id("ansa-second")})


def trimmed(brief: Brief, keep: set[str]) -> Brief:
    events = tuple(event for event in brief.events if event.id in keep)
    ids = {ref.id for event in events for ref in event.statements}
    statements = {key: value for key, value in brief.statements.items() if key in ids}
    reports = {each.report: brief.reports[each.report] for each in statements.values()}
    told = tuple(each for each in brief.assessments if {*each.evidence, *(e for row in each.rows for e in row.evidence)} <= ids)
    counts = {
        "offered": len(reports),
        "coded": len(reports),
        "duplicate": 0,
        "quarantined": 0,
        "statements": len(statements),
        "events": len(events),
    }
    return replace(brief, events=events, statements=statements, reports=reports, assessments=told, counts=counts, quarantined=())


def empty() -> Brief:
    """Nothing was read: no events, no statements, no reports."""
    counts = {"offered": 0, "coded": 0, "duplicate": 0, "quarantined": 0, "statements": 0, "events": 0}
    return Brief("Nothing to report", AS_OF, (), (), {}, {}, counts=counts)
