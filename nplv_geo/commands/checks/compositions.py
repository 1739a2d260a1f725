"""Whether the table of focus areas and the overlap tell the same of older boundary years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.thresholds import COMPLETE_SHARE, MOSTLY_INSIDE
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import PlaceLine
from nplv_geo.ground.areas import AreaLevel, read_level, wijk_of
from nplv_geo.present.places.composition import compose_area
from nplv_geo.present.places.words import write_share, write_way
from nplv_geo.present.texts import texts

_SHOWN = 3
