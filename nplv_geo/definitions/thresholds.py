"""How much must be known before something is said: every bound on coverage, in one place.

Coverage is the share of an area's weight (inhabitants, households, …) that had a value, from 0
to 1. The method page tells of each bound.
"""

from __future__ import annotations

# Below it an aggregate has no value, only a reason; a layer may ask for more.
DEFAULT_MIN_COVERAGE = 0.6
# From here on a value may be called a fact, be ranked and be held against others, and the rest of
# a gemeente may be computed.
NEARLY_ALL = 0.9
# An edition is national when its buurten hold this share of the inhabitants of the country.
MIN_OF_COUNTRY = 0.9
# The buurten of an area are complete when they add up to this share of its published inhabitants.
COMPLETE_SHARE = 0.98
# CBS rounds buurten to 5 inhabitants, so a sum never equals the published row exactly.
ROUNDING = 5
# An indicator counts for the stacking, and a variable for finding peers, when it has a figure for
# this share of the areas. Some figures are published for large buurten only: the worst fifth of
# those would be no worst fifth of the Netherlands, and peers would be areas that have the figure.
MIN_PUBLISHED = 0.5
# Of a figure that was brought from the areas of another year: the part of the old places that may
# belong elsewhere now, and the half-width that its 90 % band may have, as a share of an amount.
# Beyond either it says more of the method than of the place.
MAX_MOVED = 0.8
MAX_SPREAD = 0.5
# The same of a mean, share or rate, as a multiple of how much places differ from one another: half
# the band that holds nine of ten places. A wider one leaves everything open.
MAX_CONTRAST = 1.645
# Share of the ground of a place of which must be known what lay there; and share of the people of a
# larger area of today that may live on ground of which it is not, as long as anybody of before has
# no place on the map.
MIN_KNOWN_GROUND = 0.75
MAX_UNKNOWN_PEOPLE = 0.02
# From here on a figure is one of whole places, and needs no band.
WHOLE_PLACES = 0.005
# From this share on a place belongs to a larger area, where nothing may be divided.
MOSTLY_INSIDE = 0.5
# Below it a wijk or buurt has a mark on the map. Of 500 people one in 25 is 20: chance alone moves
# that by a third from year to year.
FEW_INHABITANTS = 500
