"""Other figures in an edition that is there already, as a publisher's revision would bring."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from nplv_geo.edition.store import make_current
from nplv_geo.edition.values.writing import write_values
from nplv_geo.ground.files import hash_file


def revise(edition: Path, period: str, change: Callable[[pd.DataFrame], None]) -> None:
    """Change the values of one period: ``change`` gets rows with ``layer`` and ``area``."""
    name = f"values/{period}.arrow"
    values = pd.read_feather(edition / name)
    areas = values["area"].cat.categories
    change(values)
    tables = values.set_index("area").groupby("layer", sort=False, observed=True)
    write_values(edition / name, ((str(layer), own) for layer, own in tables), areas, len(tables))
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    manifest["tables"] |= {name: hash_file(edition / name)}
    (edition / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def repeat_edition(editions: Path, edition_id: str) -> str:
    """Make the same edition once more, a moment later, and the current one; gives its id."""
    (day, time), content = edition_id[:18].split("T"), edition_id[18:]
    again = f"{day}T{int(time) + 1:09}{content}"
    shutil.copytree(editions / edition_id, editions / again)
    manifest = editions / again / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"id": again}), encoding="utf-8")
    make_current(editions, again)
    return again
