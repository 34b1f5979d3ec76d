"""Arms in motion: what was passed on or seized, from whom to whom, by whose word."""

from __future__ import annotations

from answers_world import hand_over, known, press
from record_world import Press

from sayso.analysis.transfers import transfers
from sayso.types import Assessment


def shipment(firmness: int = 2, **more: object) -> Press:
    made = press("a", "2031-02-20").say(
        "Arvonia has sent ballistic missiles to Dawn Front since January, Belmarkian officials said.", "AID/military",
        by="Belmarkian officials", actor="Arvonia", stance="alleges", firmness=firmness, when=("January", "2031-01-01", "2031-01-31"),
        **more,
    )  # fmt: skip
    return hand_over(made, "Dawn Front", ("ballistic missiles", "qiam"))


def seizure() -> Press:
    return press("b", "2031-02-14", "Morning Post").say(
        "Belmark seized rockets from Tide Brigade in the Sound on 9 February.", "COERCE/seize", actor="Belmark", target="Tide Brigade",
        weapon="rockets", where="the Sound", when=("9 February", "2031-02-09"),
    )  # fmt: skip


def only(*presses: Press) -> Assessment:
    (found,) = transfers(known(*presses))
    return found


def test_a_transfer_says_from_whom_to_whom_by_whose_word_and_who_makes_it() -> None:
    found = only(shipment())
    assert dict(zip(found.columns, found.rows[0].cells, strict=True)) == {
        "When": "1 January 2031", "Kind": "transfer", "Maker": "Iran", "Supplier": "Arvonia", "Recipient": "Dawn Front",
        "Weapon": "ballistic missiles", "Who says so": "Belmarkian officials", "Firmness": 2, "Voices": 1, "Against": 0,
        "Theatre": "XCO", "New there": "yes",
    }  # fmt: skip
    assert found.finding == "The record holds one transfer of weapons. Named as sending: Arvonia; as receiving: Dawn Front."
    assert found.value == 1
    assert len(found.evidence) == 1


def test_a_seizure_is_from_the_one_it_was_taken_from() -> None:
    (row,) = only(seizure()).rows
    assert row.cells[:6] == ("9 February 2031", "seizure", None, "Tide Brigade", None, "rockets"), "many make rockets"


def test_both_are_counted_and_listed_by_day() -> None:
    found = only(seizure(), shipment())
    assert found.value == 2
    assert [row.cells[1] for row in found.rows] == ["transfer", "seizure"]
    assert found.finding.startswith("The record holds one transfer of weapons and one seizure.")


def test_the_firmest_voice_is_shown_and_all_are_evidence() -> None:
    other = press("c", "2031-02-22").say(
        "Arvonia sent ballistic missiles to Dawn Front in January, the Corvan army said.", "AID/military", by="the Corvan army",
        actor="Arvonia", stance="determines", firmness=3, when=("January", "2031-01-01", "2031-01-31"),
    )  # fmt: skip
    found = only(shipment(), hand_over(other, "Dawn Front", ("ballistic missiles", "qiam")))
    assert len(found.rows) == 1
    assert found.rows[0].cells[6:10] == ("the Corvan army", 3, 2, 0)
    assert len(found.evidence) == 2


def test_what_was_only_planned_denied_or_came_without_weapons_is_not_counted() -> None:
    planned = shipment(time="future")
    denied = shipment(negated=True)
    bread = press("c").say("Arvonia sent bread to Belmark.", "AID", actor="Arvonia", target="Belmark")
    for made in (planned, denied, bread):
        assert transfers(known(made)) == []


def test_a_seizure_of_a_ship_is_no_seizure_of_weapons() -> None:
    ship = press("d").say(
        "Belmark seized a tanker of Arvonia in the Sound.", "COERCE/seize", actor="Belmark", target="Arvonia", where="the Sound"
    )
    assert transfers(known(ship)) == []
