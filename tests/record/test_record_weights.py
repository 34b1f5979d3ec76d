"""A typo in the file of weights is an error that names it."""

import json
from importlib.resources import files

import pytest

from sayso.record import RecordError
from sayso.record.weights import BARRED, read_weights, weights

TEXT = files("sayso.record").joinpath("data/matching.json").read_text("utf-8")


def test_the_file_that_ships_is_sound() -> None:
    limits = weights().limits
    assert 0 < limits.attach < limits.merge
    assert limits.keep < 0
    assert limits.window <= limits.block
    # Anything that should rule a pair out must do so by itself, and nothing that merely counts against it may.
    ruling_out = {(f, label) for f, labels in weights().points.items() for label, p in labels.items() if p <= BARRED}
    assert ruling_out == {
        ("when", "days apart"), ("when", "reported before it happened"), ("where", "far apart"),
        ("where", "other country"), ("roles", "swapped"), ("voice", "other"),
    }  # fmt: skip


def change(path: tuple[str, ...], value: object) -> str:
    body = json.loads(TEXT)
    here = body
    for key in path[:-1]:
        here = here[key]
    if value is None:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return json.dumps(body)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("weigths",), {}, "weigths"),
        (("weights", "where", "same sight"), 3.0, "labels of 'where'"),
        (("weights", "where", "same site"), None, "labels of 'where'"),
        (("weights", "weather"), {}, "labels of 'weather'"),
        (("weights", "mode", "same"), "1", "'1' is no number"),
        (("weights", "mode", "same"), True, "True is no number"),
        (("weights", "tense"), None, "lack .'tense'"),
        (("limits", "merge"), None, "limits needs exactly"),
        (("limits_why", "merge"), None, "limits_why needs exactly"),
        (("attributable",), ["ASAULT"], "ASAULT"),
    ],
)
def test_a_typo_is_an_error(path: tuple[str, ...], value: object, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        read_weights(change(path, value))
