"""From happenings, sayings and stands to statements: the one place where a ``Statement`` is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sayso.coding.bearing import local_target
from sayso.coding.figures_of import SUFFERED
from sayso.coding.happenings import PRONOUNS, Happening
from sayso.coding.modality import Mood, firmness, mood_of, weigh
from sayso.coding.own import OWN, own_doer
from sayso.coding.parties import Parties, Who, same_side
from sayso.coding.seen import Seen
from sayso.coding.speakers import Speakers
from sayso.coding.stands import Stand
from sayso.coding.syntax import NOUNS
from sayso.coding.voices import Saying
from sayso.contract import with_id
from sayso.knowledge.actors import actors
from sayso.knowledge.cues import modality
from sayso.knowledge.roles import role_nouns
from sayso.types import Claim, Figure, Party, Report, Span, Statement, Voice, When, Where

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "SANCTION"})
ACCUSED = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE"})
SAYS = frozenset({"reports", "alleges", "determines"})
JUDGING = frozenset({"predicts", "suspects"})
IRREGULAR = frozenset({"REB", "PRM", "CRM", "UAF", "SEP", "INS"})
OFFICIAL = frozenset({"federal", "state", "allied", "regime", "coalition", "loyalist", "national", "presidential"})
HARMS = frozenset({"casualty", "injury", "death", "fatality", "victim", "damage", "loss"})
FORCES = frozenset({"MIL", "GOV", "COP", "SPY", "REB", "PRM"})
OLD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence adds to a happening: place, date, figures."""

    where: Where | None
    when: When | None
    figures: Mapping[str, tuple[Figure, ...]]


class Statements:
    """Makes the statements of one report."""

    def __init__(self, report: Report, speakers: Speakers, seen: Seen) -> None:
        self.report, self.speakers, self.seen = report, speakers, seen

    def of_happening(self, happening: Happening, setting: Setting, sayings: list[Saying]) -> Statement:
        """The statement on a happening: its innermost voice, or the outlet's own."""
        around = sorted(
            (s for s in sayings if _inside(happening, s) and s.cue.i not in happening.tokens), key=lambda s: len(s.content)
        )
        inner = around[0] if around else None
        granted = {happening.granted} if happening.granted is not None else set()
        mood = _mood(happening, frozenset({s.cue.i for s in around} | granted))
        event = self.seen.events.get(happening.main.token.i) or self.seen.events.get(happening.anchor.i)
        if event is not None:
            weigh(mood, event, bool(granted) or (inner is not None and inner.kind.stance == "denies"))
        if mood.negated and happening.main.is_noun and _only_harmless(happening.main.token, setting):
            mood.negated = False  # "no one was hurt in the attack": it took place
        voice, who = self.speakers.voice(inner.source if inner else None)
        if inner is not None and inner.source is None and len(around) > 1:
            voice, who = self.speakers.voice(around[1].source)
        if inner is not None and (own := own_doer(happening, inner.source, self.speakers.parties, self.speakers.reference)):
            happening.actor = own
        stance = self._stance(happening, inner, mood, voice, who)
        base = _base(inner, stance)
        if inner is not None and _negated_cue(inner.cue):
            stance, base = ("coy" if stance in ("denies", "reports", "admits") else stance), 0
        claim = _claim(happening, setting, self.speakers.parties)
        if (place := local_target(happening, setting.where)) is not None:
            claim = replace(claim, target=place)
        if claim.what == "AGREE" and mood.negated and stance not in ("denies", "coy"):
            claim, mood.negated = replace(claim, what="REJECT"), False  # who does not agree refuses
        if claim.actor is not None and happening.actor is not None and happening.actor[1].kind == "self":
            said = voice.name if claim.actor.name.lower() in OWN else claim.actor.name
            claim = replace(claim, actor=replace(claim.actor, name=said, id=voice.actor))  # "we", "our fighters": whoever speaks
        if claim.what == "THREATEN" and claim.actor is None and voice.start is not None and voice.end is not None:
            claim = replace(claim, actor=Party(voice.name, voice.actor, voice.start, voice.end))
            stance = "threatens" if stance in SAYS else stance
        return self._statement(
            happening.anchor.sent, voice, self.speakers.chain(around), stance, _cue(inner), firmness(base, mood),
            tuple(text for text, _ in mood.hedges), self._time(mood, claim), mood.negated, claim,
        )  # fmt: skip

    def of_stand(
        self, stand: Stand, event: Happening | None, setting: Setting, sayings: list[Saying], prior: Claim | None
    ) -> Statement:
        """The statement on who takes or denies responsibility; ``prior`` is the event meant when the sentence names none."""
        around = sorted((s for s in sayings if stand.cue.i in s.content), key=lambda s: len(s.content))
        source = stand.source
        voice, who = self.speakers.voice(source)
        via = around
        if source is None and around:
            voice, who = self.speakers.voice(around[0].source)
            via = around[1:]
        claim = _claim(event, setting, self.speakers.parties) if event is not None else _anaphoric(prior, setting)
        accused = self._accused(stand, who, voice)
        claim = replace(claim, what=claim.what if claim.what in HOSTILE else "ASSAULT", actor=accused or claim.actor)
        cue = Span(
            stand.cue.sent.doc[stand.cue.i : stand.cue_last.i + 1].text, stand.cue.idx, stand.cue_last.idx + len(stand.cue_last)
        )
        names = self.speakers.chain(via, speaking=voice.name)
        return self._statement(
            stand.cue.sent, voice, names, stand.stance, cue, stand.firmness, (), self._time(Mood(), claim), False, claim
        )

    def of_figures(self, cue: Token, setting: Setting, sayings: list[Saying], prior: Claim) -> Statement:
        """A toll told without its event ("50 have now been diagnosed"): figures of the event the report spoke of last."""
        around = sorted((s for s in sayings if cue.i in s.content), key=lambda s: len(s.content))
        inner = around[0] if around else None
        mood = mood_of(cue, frozenset(s.cue.i for s in around))
        voice, _ = self.speakers.voice(inner.source if inner else None)
        stance = inner.kind.stance if inner else "reports"
        claim = replace(_anaphoric(prior, Setting(None, None, {})), figures=setting.figures)
        if all(figure.high == 0 for listed in setting.figures.values() for figure in listed):
            mood.negated = False  # "no casualties" is a toll of nought
        value = firmness(_base(inner, stance), mood)
        hedged = tuple(text for text, _ in mood.hedges)
        chain = self.speakers.chain(around)
        return self._statement(
            cue.sent, voice, chain, stance, _cue(inner), value, hedged, self._time(mood, claim), mood.negated, claim
        )

    def of_judgement(self, saying: Saying) -> Statement:
        """A judgement on no single event: what a voice believes or expects, kept in its own words."""
        voice, _ = self.speakers.voice(saying.source)
        mood = mood_of(saying.cue, frozenset())
        value = firmness(saying.kind.firmness, Mood(hedges=mood.hedges, negated=mood.negated))
        time = "future" if saying.kind.stance == "predicts" else "past"
        return self._statement(
            saying.cue.sent, voice, self.speakers.chain([saying]), saying.kind.stance, _cue(saying), value,
            tuple(text for text, _ in mood.hedges), time, mood.negated, Claim(None),
        )  # fmt: skip

    def _accused(self, stand: Stand, who: Who | None, voice: Voice) -> Party | None:
        if stand.accused is not None:
            resolved = self.speakers.reference.resolve(stand.accused)
            if (resolved[0].name if resolved else stand.accused.text).lower() in PRONOUNS:
                return None
            return resolved[0] if resolved else self.speakers.parties.party(stand.accused)
        if stand.stance == "praises" or voice.start is None or voice.end is None:
            return None
        return Party(voice.name, who.id if who else None, voice.start, voice.end)

    def _stance(self, happening: Happening, saying: Saying | None, mood: Mood, voice: Voice, who: Who | None) -> str:
        """The stance of the voice: its cue's, sharpened by who speaks of whose deed."""
        if saying is None:
            return next((hedge.stance for _, hedge in mood.hedges if hedge.stance), "reports")
        stance = saying.kind.stance
        if stance in JUDGING and _presupposed(happening):
            return "reports"
        if stance not in SAYS or happening.what not in HOSTILE or mood.time in ("future", "hypothetical"):
            return stance
        actor = happening.actor[1] if happening.actor else None
        own = actor is not None and (actor.kind == "self" or (who is not None and (same_side(who.id, actor.id) or who is actor)))
        if own and happening.what in ("ASSAULT", "COERCE") and not mood.negated and saying.kind.id != "confirm":
            return "claims"
        if own and saying.kind.id == "confirm":
            return "admits"
        third = (
            (happening.blamed or not _presupposed(happening))
            and happening.actor is not None
            and is_definite(*happening.actor)
            and voice.kind not in ("outlet", "author")
            and not own
        )
        if stance == "reports" and third and saying.kind.id != "confirm" and happening.what in ACCUSED:
            return "alleges"
        return stance

    def _time(self, mood: Mood, claim: Claim) -> str:
        last = claim.when.last if claim.when else None
        if mood.time == "past" and last is not None and last < self.report.published - OLD:
            return "historical"
        return mood.time

    def _statement(
        self, sent: Sentence, voice: Voice, via: tuple[str, ...], stance: str, cue: Span | None, value: int,
        hedges: tuple[str, ...], time: str, negated: bool, claim: Claim,
    ) -> Statement:  # fmt: skip
        start, end = trimmed(sent)
        quote = self.report.text[start:end]
        return with_id(
            Statement("", self.report.id, start, end, quote, voice, stance, value, claim, via, cue, hedges, time, negated)
        )


def trimmed(sent: Sentence) -> tuple[int, int]:
    """Character bounds of a sentence without the white space around it."""
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _only_harmless(event: Token, setting: Setting) -> bool:
    """True when not the event is denied, but that it harmed anybody: "no casualties in the strike"."""
    if any(kid.lower_ in modality()["negation"] for kid in event.children):
        return False
    tolls = [figure for kind in SUFFERED for figure in setting.figures.get(kind, ())]
    if tolls:
        return all(figure.high == 0 for figure in tolls)
    return any(kid.lower_ == "no" and kid.head.lemma_.lower() in HARMS for kid in event.sent)


def is_definite(party: Party, who: Who) -> bool:
    """True for somebody who can be told from others: a name, or the forces of a known side ("the army", not "gunmen")."""
    if who.id is not None or who.kind in ("person", "group"):
        return True
    if who.role is not None and who.role.sector in FORCES and (who.role.kind != "person" or " " in party.name):
        return True
    words = party.name.split()
    if any((role := role_nouns().get(word.lower())) is not None and role.sector in FORCES for word in words[:-1]):
        return True  # "army helicopters", "rebel gunners"
    return (
        words[0].lower() in OFFICIAL or any(w[:1].isupper() for w in words[1:]) or (who.role is None and words[0][:1].isupper())
    )


def _presupposed(happening: Happening) -> bool:
    """True for "the missile attack" inside what somebody believes: the attack itself is not in question."""
    token = happening.main.token
    if token.pos_ not in NOUNS or happening.anchor.i != token.i:
        return False
    return any(kid.lower_ in ("the", "this", "that", "these", "those") or kid.dep_ == "nmod:poss" for kid in token.children)


def _inside(happening: Happening, saying: Saying) -> bool:
    return happening.anchor.i in saying.content or happening.main.token.i in saying.content


def _mood(happening: Happening, stop: frozenset[int]) -> Mood:
    """The mood of the anchor, with what stands right beside the event noun ("no attack", "an alleged strike")."""
    mood = mood_of(happening.anchor, stop)
    if happening.main.token.i != happening.anchor.i:
        own = mood_of(happening.main.token, stop | {happening.anchor.i})
        mood.negated = mood.negated or own.negated
        mood.time = own.time if mood.time == "past" else mood.time
        mood.hedges = tuple(dict.fromkeys((*mood.hedges, *own.hedges)))
    toll = happening.anchor.head if happening.anchor.dep_ == "advcl" else None
    if toll is not None and toll.lemma_ in ("die", "kill", "wound", "injure", "hurt"):
        mood.hedges = tuple(dict.fromkeys((*mood.hedges, *mood_of(toll, stop).hedges)))  # "reportedly died when jets bombed"
    for trigger in happening.triggers[1:]:  # "were allegedly killed in a strike": the deed is as doubtful as its toll
        hedges = mood_of(trigger.token, stop).hedges
        mood.hedges = tuple(dict.fromkeys((*mood.hedges, *hedges)))
    return mood


def _base(saying: Saying | None, stance: str) -> int:
    if saying is None:
        return 3
    if stance == "claims" or (stance == "reports" and saying.kind.stance in JUDGING):
        return 3
    return 2 if stance == "alleges" and saying.kind.stance == "reports" else saying.kind.firmness


def _negated_cue(cue: Token) -> bool:
    return any(kid.dep_ in ("advmod", "neg") and kid.lower_ in ("not", "n't", "n’t", "never") for kid in cue.children)


def _cue(saying: Saying | None) -> Span | None:
    if saying is None:
        return None
    doc, first, last = saying.cue.doc, saying.cue.i, saying.cue_last.i
    span = doc[first : last + 1]
    return Span(span.text, span.start_char, span.end_char)


def _claim(happening: Happening, setting: Setting, parties: Parties) -> Claim:
    return Claim(
        happening.what, happening.mode,
        _placed(happening.actor, setting.where, parties),
        _placed(happening.target, setting.where, parties),
        happening.recipient[0] if happening.recipient else None,
        setting.where, setting.when, happening.weapon, setting.figures,
    )  # fmt: skip


def _placed(who: tuple[Party, Who] | None, where: Where | None, parties: Parties) -> Party | None:
    """The party; irregular fighters without a name are the one group of their kind that the report names, else, as event coders
    have it, those of the state where it happened."""
    if who is None:
        return None
    party, kind = who
    if party.id is not None or kind.role is None or kind.role.sector not in IRREGULAR:
        return party
    country = where.country if where is not None else None
    if (group := parties.only_group(kind.role.sector, country)) is not None:
        return replace(party, id=group)
    branch = f"{country}-{kind.role.sector}"
    return replace(party, id=branch) if branch in actors() else party


def _anaphoric(prior: Claim | None, setting: Setting) -> Claim:
    """The event meant but not named: the sentence's own date, else the date and place of the last such event in the report."""
    if prior is None or setting.when is not None:
        return Claim("ASSAULT", None, where=setting.where, when=setting.when)
    return Claim("ASSAULT", prior.mode, None, prior.target, None, setting.where or prior.where, prior.when, prior.weapon)


def judgements(sayings: list[Saying], spoken: set[int]) -> Iterator[Saying]:
    """Sayings that judge or predict and hold no happening of their own."""
    for saying in sayings:
        if saying.kind.stance in JUDGING and len(saying.content) >= 5 and not saying.content & spoken:
            yield saying
