"""One honest paragraph about an area, made by rules: the same text for the same figures.

Rules
-----
1.  Only layers with a direction, and only values of which nine tenths of the weight is known.
2.  Nearness (distances, schools within reach) is left out: compared with the country it only
    tells that the area lies in a city.
3.  A difference counts as clear when it is beyond rounding and chance, and at least half of the
    standard deviation between the 20 areas on that layer; the largest in those terms come first,
    one of each theme, three at most.
4.  Each figure has its year, and says when it can still change.
5.  What a model estimates is never "clearly behind": it has sentences of its own, with "estimated"
    and without a judgement of residents, and only where the difference is beyond the published
    margin. Of how many layers the difference is not certain is told in one sentence.
6.  A place among the 20 has its range, and is left out where that covers more than half of them.
7.  Of a change start and end are told with their years, the last figure before the programme, and
    out of how many layers it is the largest. What is not clear is not told.
8.  Why something is not known is said with the share that is known and the share that is needed.
9.  What does not fit in 120 words is left out from the end: the gemeente first, then estimates,
    the place, the country last. Both languages leave the same out, so that they make the same
    claims.
"""

from __future__ import annotations

from typing import get_args
from weakref import WeakKeyDictionary

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.sentences.claims import LayerLimits, Paragraph
from nplv_geo.present.sentences.sentences import Draft
from nplv_geo.present.texts import Texts, texts
from nplv_geo.present.values.profile import Profile

MAX_WORDS = 120
# How many layers each sentence names, from the most to the least that fits.
_LIMITS = (
    LayerLimits(country=(3, 3), estimated=(2, 2), gemeente=(2, 2)),
    LayerLimits(country=(3, 2), estimated=(2, 2), gemeente=(2, 1)),
    LayerLimits(country=(3, 2), estimated=(2, 1), gemeente=(1, 1)),
    LayerLimits(country=(3, 1), estimated=(2, 1), gemeente=(1, 0)),
    LayerLimits(country=(3, 1), estimated=(2, 1)),
    LayerLimits(country=(3, 1), estimated=(1, 1)),
    LayerLimits(country=(3, 1), estimated=(1, 0)),
    LayerLimits(country=(3, 1)),
    LayerLimits(country=(2, 1)),
    LayerLimits(country=(2, 1), has_place=False),
    LayerLimits(country=(1, 1), has_place=False),
    LayerLimits(country=(1, 0), has_place=False),
)
_LANGUAGES: tuple[Language, ...] = get_args(Language)


def write_paragraph(profile: Profile, t: Texts) -> Paragraph:
    """Write the paragraph of an area; empty for the country itself."""
    if profile.area == NEDERLAND:
        return Paragraph((), ())
    if profile not in _PARAGRAPHS:
        _PARAGRAPHS[profile] = _write_in_each_language(profile)
    return _PARAGRAPHS[profile][t.language]


def _write_in_each_language(profile: Profile) -> dict[Language, Paragraph]:
    """Write the longest paragraph that fits in all languages."""
    paragraphs: dict[Language, Paragraph] = {}
    for limits in _LIMITS:
        paragraphs = {la: Draft(profile, texts(la)).write(limits) for la in _LANGUAGES}
        if all(paragraph.words <= MAX_WORDS for paragraph in paragraphs.values()):
            break
    return paragraphs


# Cached for as long as the profile lives.
_PARAGRAPHS: WeakKeyDictionary[Profile, dict[Language, Paragraph]] = WeakKeyDictionary()
