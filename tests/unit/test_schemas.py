"""Schemas of answers: what they let through, and that nothing else than one sentence comes out."""

from __future__ import annotations

import json
import random

import pytest

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.sources.network.answers import Reader
from nplv_geo.sources.schemas.features import FEATURES, MARKED
from nplv_geo.sources.schemas.odata import CATALOG, MEMBERS, PROPERTIES, ROWS, TABLE_INFOS
from nplv_geo.sources.schemas.reading import explain_strange
from nplv_geo.sources.schemas.scores import ScoreSchema
from nplv_geo.sources.services.row_checks import Question, check_rows, merge_rows

SQUARE = {"type": "Polygon", "coordinates": [[[1.5, 2], [1, 3], [2, 3], [1.5, 2]]]}
FEATURE = {"type": "Feature", "id": "b.1", "properties": {"statcode": "BU1"}, "geometry": SQUARE}
SCORES = ScoreSchema("id", ("afw", "fys"))
KNOWN: dict[str, tuple[Reader[object], object]] = {
    "infos": (TABLE_INFOS, {"value": [{"Identifier": "85984NED", "Modified": "2026-07-06T02:00"}]}),
    "properties": (PROPERTIES, {"value": [{"ID": 0, "Key": "R", "Type": "GeoDetail"}]}),
    "members": (MEMBERS, {"value": [{"Key": "2024JJ00", "Title": "2024", "Status": None}]}),
    "rows": (ROWS, {"value": [{"R": "BU00140000", "A_1": 4, "B_2": 0.5, "C_3": None}]}),
    "catalog": (CATALOG, {"value": [{"Identifier": "85984NED", "Title": "Kerncijfers"}]}),
    "marked": (MARKED, {"features": [{"id": "b.1"}], "numberMatched": 1}),
    "features": (FEATURES, {"features": [FEATURE], "links": [{"rel": "next", "href": "?a"}]}),
}
INFO = b'{"Modified":"2026-01-01"}'
# What stands in the place of some part of an answer.
STRANGE = (
    b"null", b"[]", b"{}", b"NaN", b"-Infinity", b"1e999", b"true", b'"\\ud800"', b"\xff\xfe",
    b"9" * 400, b"9" * 5_000, b"[" * 10_000, b'{"a":' * 10_000, b'"\x00"', b"", b"\xef\xbb\xbf",
    b'"' + b"x" * 9_000,
)  # fmt: skip


def _bodies() -> list[tuple[Reader[object], bytes]]:
    made: list[tuple[Reader[object], bytes]] = [
        (reader, json.dumps(content).encode()) for reader, content in KNOWN.values()
    ]
    return [*made, (SCORES, b"FID,id,afw,fys\r\nx.1,BU00140000,0.1,-0.2\r\n")]


def test_sound_answers_are_let_through() -> None:
    for reader, body in _bodies():
        assert reader.read(body, "t")
        assert reader.read(b"\xef\xbb\xbf" + body, "t")


def test_whatever_else_comes_is_one_sentence() -> None:
    rng = random.Random(16)  # noqa: S311  # the same every time
    told = []
    for reader, body in _bodies():
        for _ in range(150):
            start = rng.randrange(len(body))
            end = min(len(body), start + rng.choice((0, 1, 4, 30)))
            told.append(_read(reader, body[:start] + rng.choice(STRANGE) + body[end:]))
    sentences = [sentence for sentence in told if sentence]
    assert len(sentences) > 900
    for sentence in sentences:
        assert sentence.startswith("cbs 85984NED: verwacht was ")
        assert sentence.isprintable()
        assert len(sentence) < 400


def _read(reader: Reader[object], body: bytes) -> str:
    """What is said of an answer; nothing when it is let through."""
    try:
        reader.read(body, "cbs 85984NED")
    except SourceChangedError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("name", "body", "came"),
    [
        ("infos", b'{"value":[{"Modified":7}]}', "7 bij value[0].Modified"),
        ("infos", b'{"value":[{"Modified":"gisteren"}]}', "'gisteren' bij value[0].Modified"),
        ("infos", b'{"value":[{"Modif', "een afgebroken antwoord"),
        ("infos", b'{"value":[]}', "een lege lijst bij value"),
        ("members", b'{"value":[]}', "een lege lijst bij value"),
        ("infos", b'{"value":[%s,%s]}' % (INFO, INFO), "een lijst van 2 bij value"),
        ("properties", b'{"value":[{"ID":0,"Key":"../x"}]}', "'../x' bij value[0].Key"),
        ("properties", b'{"value":[{"MapYear":20240}]}', "20240 bij value[0].MapYear"),
        ("members", b'{"value":[{"Key":"a\' or 1 eq 1"}]}', "'a' or 1 eq 1' bij value[0].Key"),
        ("rows", b'{"value":[{"A":1},{"A":1e16}]}', "1e+16 bij value[1].A"),
        ("rows", b'{"value":[{"A":%s}]}' % (b"9" * 400), "een te groot getal bij value[0].A"),
        ("rows", b'{"value":[],"odata.nextLink":""}', "'' bij odata.nextLink"),
        ("catalog", b'{"value":[{"Identifier":"../../x","Title":"a"}]}', "'../../x' bij"),
        ("marked", b'{"features":[],"numberMatched":-1}', "-1 bij numberMatched"),
        ("features", b'{"features":[{"properties":{}}]}', "niets bij features[0].geometry"),
    ],
)
def test_the_sentence_says_what_stands_where(name: str, body: bytes, came: str) -> None:
    with pytest.raises(SourceChangedError) as caught:
        KNOWN[name][0].read(body, "t")
    assert caught.value.came.startswith(came)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,afw\nBU00140000,1\n", "verwacht was kolom fys, er kwam 'id,afw?BU00140000,1'"),
        ("id,afw,fys\nBU00140000,1\n", "er kwam '?' bij fys"),
        ("id,afw,fys\nBU00140000,nan,1\n", "er kwam 'nan' bij afw"),
        ("id,afw,fys\nBU00140000,1e9,1\n", "er kwam '1e9' bij afw"),
        ("id,afw,fys\n../../x,1,1\n", "er kwam '../../x' bij [0]"),
        ("id,afw,fys\nGM0014,1,1\nGM0014,1,1\n", "er kwam GM0014 twee keer"),
        ("<ows:ExceptionReport/>", "verwacht was kolom afw, fys, id, er kwam '<ows:Exc"),
        ('id,afw,fys\n"GM0014,1,1\n', "er kwam iets waar dit programma niet op rekent (Error)"),
    ],
)
def test_scores_that_can_not_be_are_refused(text: str, says: str) -> None:
    with pytest.raises(SourceChangedError) as caught:
        SCORES.read(text.encode(), "t")
    assert says in str(caught.value)


def test_a_score_may_be_missing() -> None:
    rows = SCORES.read(b"id,afw,fys\nGM0014,,0.5\n", "t")
    assert rows == [{"id": "GM0014", "afw": "", "fys": "0.5"}]


def test_the_guard_names_what_it_did_not_know_and_lets_the_system_speak() -> None:
    with (
        pytest.raises(SourceChangedError, match=r"er kwam iets waar .* \(KeyError\)"),
        explain_strange("t", "iets anders"),
    ):
        raise KeyError("x")
    with pytest.raises(OSError, match="vol"), explain_strange("t", "iets anders"):
        raise OSError(28, "vol")


# --- rows ---------------------------------------------------------------------------------


def _question(filters: str = "P eq '2024JJ00'", select: tuple[str, ...] = ("A",)) -> Question:
    columns = ("R", "P", *select)
    return Question("t", "R", columns, frozenset(select), ("NL", "BU0014"), filters)


ROW = {"R": "BU00140000", "P": "2024JJ00", "A": 1}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"R": "BU00140000", "P": "2024JJ00"}], "verwacht was kolom A, er kwam rij 1 zonder"),
        ([ROW | {"R": " "}], "verwacht was een gebiedscode, er kwam '' in rij 1"),
        ([ROW, ROW], "verwacht was één rij voor elk gebied, er kwam BU00140000 twee keer"),
        ([ROW | {"R": "BU16800000"}], "alleen de gevraagde gebieden, er kwam ook 'BU16800000'"),
        ([ROW | {"P": "2023JJ00"}], "verwacht was P 2024JJ00, er kwam '2023JJ00' bij BU00140000"),
        ([ROW | {"A": "7"}], "verwacht was een getal voor A, er kwam '7' bij BU00140000"),
    ],
)
def test_rows_that_were_not_asked_are_refused(rows: list[dict[str, object]], says: str) -> None:
    check_rows([ROW | {"R": "NL00  ", "P": " 2024JJ00", "A": None}], _question())
    with pytest.raises(SourceChangedError) as caught:
        check_rows(rows, _question())  # type: ignore[arg-type]
    assert says in str(caught.value)


def test_columns_of_other_areas_are_not_put_side_by_side() -> None:
    questions = [_question(), _question(select=("B",))]
    other = {"R": "BU00140000", "P": "2024JJ00", "B": 2}
    assert merge_rows([[ROW], [other]], questions) == [ROW | other]
    with pytest.raises(SourceChangedError, match="dezelfde gebieden bij alle kolommen, er kwam BU"):
        merge_rows([[ROW], []], questions)
