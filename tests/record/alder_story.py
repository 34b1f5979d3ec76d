"""The Alder affair: eleven invented reports on two rocket attacks, an answer, a seizure and a war of words."""

from record_world import Press

TUESDAY = ("Tuesday", "2031-03-11")


def story() -> list[Press]:
    """The reports, in the order they were published."""
    return [_first(), _wire(), _copy(), _statement(), _answer(), _second(), _toll(), _seizure(), _pundit(), _year_on()]


def _first() -> Press:
    return (
        Press("ledger-0312", "2031-03-12")
        .say("Rockets hit Camp Alder late on Tuesday, killing two Arvonian soldiers.", "ASSAULT/rocket",
             where="Camp Alder", when=TUESDAY, target="Arvonian soldiers", killed=("two", 2, 2))
        .say("At least 12 people were wounded.", injured=("At least 12", 12, None))
        .say("Nobody has claimed responsibility for the barrage.", stance="claims", negated=True)
        .say("Arvonian officials said they suspected Dawn Front of firing the rockets.", "ASSAULT/rocket",
             by="Arvonian officials", stance="suspects", firmness=1, actor="Dawn Front", cue="suspected")
    )  # fmt: skip


def _wire() -> Press:
    return (
        Press("wire-0312", "2031-03-12", "Corvan Wire")
        .say("Two Arvonian soldiers died when rockets struck a base north of Lorn on Tuesday night.", "ASSAULT/rocket",
             where="Lorn", when=("Tuesday night", "2031-03-11"), target="Arvonian soldiers", killed=("Two", 2, 2))
        .say("Ten rockets landed inside the perimeter, a Corvan officer told this agency.", "ASSAULT/rocket",
             weapon=None)
        .write("The base houses engineers who train recruits of the Corvan army in mine clearance and bridge building.")
    )  # fmt: skip


def _copy() -> Press:
    wire = _wire()
    copy = Press("herald-0313", "2031-03-13", "Herald")
    copy.write("From our correspondent.")
    return copy.say(wire.text.split("\n")[0], "ASSAULT/rocket", where="Lorn", when=("Tuesday night", "2031-03-11"),
                    target="Arvonian soldiers", killed=("Two", 2, 2)).write("\n".join(wire.text.split("\n")[1:]))  # fmt: skip


def _statement() -> Press:
    return (
        Press("wire-0313", "2031-03-13", "Corvan Wire")
        .say("Dawn Front blessed the hands that struck Camp Alder but stopped short of a claim.", by="Dawn Front",
             stance="praises", firmness=0, where="Camp Alder", cue="blessed")
        .say("Dawn Front warned that it would strike Arvonian soldiers again.", by="Dawn Front", stance="threatens",
             firmness=2, time="future", target="Arvonian soldiers", actor="Dawn Front", cue="warned")
    )  # fmt: skip


def _answer() -> Press:
    return (
        Press("ledger-0314", "2031-03-14")
        .say("Arvonia bombed five depots of Dawn Front near Marrow on Thursday.", "ASSAULT/aerial", actor="Arvonia",
             target="Dawn Front", where="Marrow", when=("Thursday", "2031-03-13"))
        .say("Arvonian officials said the strikes answered the rocket attack on Camp Alder.", "ASSAULT/aerial",
             by="Arvonian officials")
        .say("The Arvonian soldiers killed at Camp Alder on 11 March were engineers.", "ASSAULT",
             where="Camp Alder", when=("11 March", "2031-03-11"), target="Arvonian soldiers")
    )  # fmt: skip


def _second() -> Press:
    return (
        Press("wire-0315", "2031-03-15", "Corvan Wire")
        .say("More than 20 rockets hit Camp Alder on Friday morning, wounding three.", "ASSAULT/rocket",
             where="Camp Alder", when=("Friday morning", "2031-03-14"), injured=("three", 3, 3))
        .say("A new group, Ember Battalions, claimed the attack of 11 March on Camp Alder.", "ASSAULT", stance="claims",
             by="Ember Battalions", actor="Ember Battalions", where="Camp Alder", when=("11 March", "2031-03-11"))
    )  # fmt: skip


def _toll() -> Press:
    return (
        Press("ledger-0402", "2031-04-02")
        .say("Arvonian officials raised the number of wounded in the 11 March rocket attack on Camp Alder to 31.",
             "ASSAULT/rocket", by="Arvonian officials", stance="admits", where="Camp Alder",
             when=("11 March", "2031-03-11"), injured=("31", 31, 31))
        .say("Dawn Front denied any part in that attack.", by="Dawn Front", stance="denies", firmness=-3)
    )  # fmt: skip


def _seizure() -> Press:
    return (
        Press("herald-0405", "2031-04-05", "Herald")
        .say("Belmarkian troops seized a boat with drones in the Sound on 3 April.", "COERCE/seize",
             actor="Belmarkian troops", where="the Sound", when=("3 April", "2031-04-03"), weapon="drones")
    )  # fmt: skip


def _pundit() -> Press:
    return (
        Press("opinion-0410", "2031-04-10", "Review")
        .say("A war between Arvonia and Dawn Front is now more likely than not.", None, stance="predicts", firmness=1,
             time="future")
        .say("Arvonia may yet bomb Marrow again.", "ASSAULT/aerial", stance="predicts", firmness=1, time="hypothetical",
             actor="Arvonia", where="Marrow")
    )  # fmt: skip


def _year_on() -> Press:
    return (
        Press("ledger-32-0311", "2032-03-11")
        .say("A year ago today rockets fell on Camp Alder, and nobody has been tried.", "ASSAULT/rocket",
             time="historical", where="Camp Alder", when=("A year ago today", "2031-03-11"))
    )  # fmt: skip
