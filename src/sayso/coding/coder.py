"""The embedded coder: one report in, its statements out. Deterministic, offline, one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.coding.casting import spare
from sayso.coding.figures_of import Tallies, as_figures, figures_for, tallies_of, unclaimed
from sayso.coding.happenings import HARM, Happening, Happenings
from sayso.coding.heard import OTHER, all_sayings
from sayso.coding.intents import intent_of
from sayso.coding.parties import Parties, same_side
from sayso.coding.recognised import reconciled
from sayso.coding.refer import Reference
from sayso.coding.seen import seen_in
from sayso.coding.settings import Settings, dates_in
from sayso.coding.speakers import Speakers
from sayso.coding.stands import Stand, find_stands, is_nobody
from sayso.coding.statements import JUDGING, Setting, Statements, judgements
from sayso.coding.syntax import NOUNS, own_words
from sayso.coding.triggers import find_triggers
from sayso.coding.voices import Saying
from sayso.knowledge.actions import classes
from sayso.types import Claim, Report, Statement, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from sayso.coding.engine import LanguageEngine


GENERIC = frozenset({"attack", "incident", "assault", "operation", "raid", "violence", "killing"})
"""Nouns that can take up any act of violence again."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
FRESH = timedelta(days=3)
"""A date this close to publication, beside a claim or denial, is the day of the words and not of the deed."""
REACH = 250
"""How many tokens back such a noun may reach."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim told earlier in the report, with the word that named it and where it stood."""

    claim: Claim
    lemma: str
    at: int


class EmbeddedCoder:
    """Codes English reports with the engine that ships with Sayso, or with a spaCy pipeline of the user's own."""

    name = "embedded"

    def __init__(self, language_model: str | None = None) -> None:
        from sayso.coding.engine import load_engine

        self.engine: LanguageEngine = load_engine(language_model)

    def code(self, report: Report) -> list[Statement]:
        """The statements of a report in text order; empty when it says nothing that Sayso codes."""
        return _code(report, self.engine.parse(report.text))

    def code_many(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Statement]]]:
        """Reports with their statements, in the order given; parses in batches, which is faster."""
        held = list(reports)
        for report, doc in zip(held, self.engine.parse_many(report.text for report in held), strict=True):
            yield report, _code(report, doc)


def _code(report: Report, doc: Doc) -> list[Statement]:
    whens, dated = dates_in(doc, report.published, report.published_at)
    parties = Parties(doc, report.published, dated)
    reference = Reference(doc, parties)
    settings = Settings(doc, parties, whens)
    builder = Happenings(parties, reference, seen_in(doc), settings.dated)
    maker = Statements(report, Speakers(report, parties, reference), builder.seen)
    sents = list(doc.sents)
    sayings = [
        saying
        for saying in all_sayings(doc, parties, builder.seen)
        if saying.kind is not OTHER and not (saying.source is not None and is_nobody(saying.source))
    ]
    found: list[Statement] = []
    memory: list[Told] = []
    near = _by_sentence(sents, sayings)
    for sent in sents:
        found.extend(_sentence(sent, near[sent.start], parties, settings, builder, maker, memory))
    unique = {statement.id: statement for statement in found}
    return list(unique.values())


def _by_sentence(sents: list[Span], sayings: list[Saying]) -> dict[int, list[Saying]]:
    """The sayings that touch each sentence, by where it starts; looked up once, since long texts hold thousands."""
    start_of = {token.i: sent.start for sent in sents for token in sent}
    near: dict[int, list[Saying]] = {sent.start: [] for sent in sents}
    for saying in sayings:
        for start in sorted({start_of[saying.cue.i], *(start_of[i] for i in saying.content)}):
            near[start].append(saying)
    return near


def _sentence(
    sent: Span, near: list[Saying], parties: Parties, settings: Settings,
    builder: Happenings, maker: Statements, memory: list[Told],
) -> Iterator[Statement]:  # fmt: skip
    stands = list(find_stands(sent, parties))
    taken = {stand.cue.i + k for stand in stands if stand.stance in ("denies", "coy") for k in (0, 1, 2)}
    claimed = {stand.cue.i for stand in stands if stand.stance == "claims"}
    lexical = find_triggers(sent, parties, settings.dated)
    triggers = [
        t
        for t in reconciled(sent, lexical, parties, builder.seen)
        if not (t.token.i in taken and t.sense.what == "REJECT") and t.token.i not in claimed
    ]
    happenings = builder.build(triggers)
    tallies = tallies_of(sent, parties)
    spoken: set[int] = set()
    cues = {s.cue.i for s in near} | {stand.cue.i for stand in stands}
    made: dict[int, Setting] = {}
    for happening in happenings:
        made[id(happening)] = _setting(happening, happenings, settings, cues, near, memory, tallies)
        spare(happening, made[id(happening)].figures)
        heard = _taken_for_granted(happening, stands, near)
        if happening.actor is None and _told_by_stand(happening, stands, near):
            continue
        statement = maker.of_happening(happening, made[id(happening)], heard)
        yield statement
        if (intent := intent_of(statement, happenings)) is not None:
            yield intent
        if statement.stance in JUDGING:
            spoken |= happening.tokens
        if statement.claim.what == "ASSAULT" and statement.time in ("past", "ongoing", "historical"):
            memory.append(Told(statement.claim, happening.main.token.lemma_.lower(), happening.main.token.i))
    for stand in stands:
        event = _named(stand.event, happenings)
        setting = made[id(event)] if event is not None else _stand_setting(stand.cue, sent, settings, maker.report.published)
        yield maker.of_stand(stand, event, setting, near, _latest(memory))
    if memory and (rest := unclaimed(tallies, happenings, sent, parties)):
        cue = sent.doc[next(iter(rest.values()))[0].cue]
        setting = replace(_stand_setting(cue, sent, settings, maker.report.published), figures=as_figures(rest, parties))
        yield maker.of_figures(cue, setting, near, memory[-1].claim)
        spoken.add(cue.i)
    for saying in judgements([s for s in near if sent.start <= s.cue.i < sent.end], spoken):
        yield maker.of_judgement(saying)


def _setting(
    happening: Happening, rivals: list[Happening], settings: Settings, cues: set[int],
    near: list[Saying], memory: list[Told], tallies: Tallies,
) -> Setting:  # fmt: skip
    avoid = {i for saying in near if saying.source is not None for i in own_words(saying.source)}
    where = settings.where_for(happening, rivals, avoid)
    when = settings.when_for(happening, rivals, cues)
    prior = _antecedent(happening, memory)
    if prior is None and where is None and when is None and _continues(happening):
        prior = next((told.claim for told in reversed(memory) if told.claim.where or told.claim.when), None)
    if prior is not None and when is None and where is None:
        where, when = prior.where, prior.when
        happening.weapon = happening.weapon or prior.weapon
        happening.mode = happening.mode or prior.mode
    return Setting(where, when, figures_for(happening, rivals, tallies, settings.parties))


def _taken_for_granted(happening: Happening, stands: list[Stand], near: list[Saying]) -> list[Saying]:
    """The sayings that bear on a happening. Who claims or denies a part in a deed takes it for granted that it was done: the
    deed itself is the report's, and nobody but who stands beside its own word did it."""
    noun = happening.main.token
    nominal = happening.main.is_noun or noun.dep_ == "acl:relcl"
    inside = {saying.cue.i for saying in near if noun.i in saying.content}
    owned = next((s for s in stands if s.granted and (s.cue.i in inside or (s.event and s.event.i in happening.tokens))), None)
    if owned is None or not nominal:
        return near
    first, last = noun.doc[noun.left_edge.i].idx, noun.doc[noun.right_edge.i].idx
    if happening.actor is not None and not first <= happening.actor[0].start <= last:
        happening.actor = None
    happening.doer, happening.granted = None, owned.cue.i
    return [saying for saying in near if saying.cue.i != owned.cue.i]


def _told_by_stand(happening: Happening, stands: list[Stand], near: list[Saying]) -> bool:
    """True when a stand says the same and more: the blame itself, or the deed inside the blame, without who did it."""
    named = [stand for stand in stands if stand.accused is not None]
    if happening.main.token.i in {stand.cue.i for stand in named}:
        return True
    about = {stand.cue.i for stand in named if stand.event is not None and stand.event.i in happening.tokens}
    return any(saying.cue.i in about and happening.main.token.i in saying.content for saying in near)


def _latest(memory: list[Told]) -> Claim | None:
    """The event that a claim or praise without an event noun speaks of: the latest that is dated to the week, else the last told."""
    dated = [(when.last, told.at, told.claim) for told in memory if (when := told.claim.when) is not None and _to_the_week(when)]
    if dated:
        return max(dated, key=lambda item: (item[0] or date.min, item[1]))[2]
    return memory[-1].claim if memory else None


def _to_the_week(when: When) -> bool:
    return when.first is not None and when.last is not None and when.last - when.first < timedelta(days=7)


def _antecedent(happening: Happening, memory: list[Told]) -> Claim | None:
    """The earlier claim that "the attack" or "the strikes" takes up again: the last that fits its noun, mode and target."""
    token = happening.main.token
    definite = any(kid.lower_ in DEFINITE for kid in token.children)
    own_target = happening.target is not None and happening.target[0].id is None and happening.main.obls
    if token.pos_ not in NOUNS or not definite or own_target:
        return None
    lemma = token.lemma_.lower()
    for told in reversed(memory):
        claim = told.claim
        kin = lemma in GENERIC or told.lemma == lemma or told.lemma.endswith(lemma) or lemma.endswith(told.lemma)
        same_mode = happening.mode is None or claim.mode is None or happening.mode == claim.mode
        target = happening.target[0].id if happening.target else None
        same_target = target is None or claim.target is None or same_side(target, claim.target.id)
        if claim.what == happening.what and kin and same_mode and same_target and (claim.where or claim.when):
            return claim if token.i - told.at < REACH else None
    return None


def _continues(happening: Happening) -> bool:
    """True for a toll or a hit on "the base" that goes on telling of the event before."""
    if happening.what != "ASSAULT" or happening.actor is not None:
        return False
    if all(trigger.sense.id in HARM for trigger in happening.triggers):
        return True
    objects = [trigger.obj for trigger in happening.triggers if trigger.obj is not None]
    return any(
        obj.lemma_.lower() in classes()["facility"] and any(kid.lower_ in DEFINITE for kid in obj.children) for obj in objects
    )


def _named(token: Token | None, happenings: list[Happening]) -> Happening | None:
    if token is None:
        return None
    return next((each for each in happenings if token.i in each.tokens), None)


def _stand_setting(cue: Token, sent: Span, settings: Settings, published: date) -> Setting:
    """Date of a stand without an event noun: the one date of its sentence, unless that is when the words were spoken."""
    whens = [m for m in settings.moments if sent.start <= m.head.i < sent.end and m.head.head.i != cue.i]
    when = whens[0].when if len(whens) == 1 else None
    if when is not None and (when.last is None or when.last >= published - FRESH):
        when = None
    return Setting(None, when, {})
