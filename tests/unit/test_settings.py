"""Where editions are shown from and where they are built, by the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from nplv_geo.ground.errors import SettingsError
from nplv_geo.ground.settings import read_settings


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NPLV_DATA", str(tmp_path))
    for name in ("NPLV_EDITION", "NPLV_REFRESH", "NPLV_CACHE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_without_a_bucket_what_is_built_is_what_is_shown(data: Path) -> None:
    where = read_settings()
    assert (where.bucket, where.editions, where.built) == (None,) + (data / "editions",) * 2
    assert (where.refresh, where.cache) == (30, data / "cache")


def test_with_a_bucket_each_place_has_a_cache_of_its_own(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPLV_REFRESH", "5")
    monkeypatch.setenv("NPLV_CACHE", str(data / "else"))
    shown = []
    for place in ("s3://edities/wijken/", "s3://edities/wijken", "s3://edities-wijken", "az://a/b"):
        monkeypatch.setenv("NPLV_EDITION", place)
        where = read_settings()
        assert (where.bucket, where.edition) == (place.rstrip("/"), None)
        shown.append(where.editions)
    assert shown[0] == data / "else/editions/s3-edities-wijken-3dd94f59"
    assert len(set(shown)) == 3
    assert (where.built, where.refresh) == (data / "editions", 5)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("NPLV_EDITION", "https://voorbeeld.nl/editie", "plek van edities als s3://"),
        ("NPLV_EDITION", "s3://", "s3://emmer/map"),
        ("NPLV_EDITION", "s3://emmer/map?key=geheim", "s3://emmer/map"),
        ("NPLV_REFRESH", "0", "NPLV_REFRESH is '0'; geef een aantal seconden, zoals 30"),
        ("NPLV_REFRESH", "-1", "geef een aantal seconden"),
    ],
)
def test_what_is_no_place_is_refused_in_a_sentence(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=words):
        read_settings()
