"""Parts of places in other places: pairs of a source and a target with what they have in common.

The one thing that every step works with: buurten of two years, the wijken made of them, or the
buurten of one year in the focus areas of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from nplv_geo.ground.arrays import Flags, Floats, Places
from nplv_geo.statistics.carrying.arithmetic import divide, sum_by
from nplv_geo.statistics.membership import Membership

# A part of a source that is smaller is left to the others.
SLIVER = 0.02


@dataclass(frozen=True, eq=False)
class Parts:
    """Pairs of a source and a target that have people or land in common.

    Attributes
    ----------
    sources, targets
        Codes of either side, each once.
    source_of, target_of
        Shape (n_pairs,): places of the pair in ``sources`` and in ``targets``.
    people
        Shape (n_pairs,): inhabitants of the source, as far as they live in the target.
    land
        Shape (n_pairs,): common ground in m².
    shares
        Shape (n_pairs,): share (0 to 1) of the source that goes to the target, by where people
        live; of a source of which all targets are there they add up to 1.
    land_shares
        Shape (n_pairs,): the same by land.
    """

    sources: pd.Index
    targets: pd.Index
    source_of: Places
    target_of: Places
    people: Floats
    land: Floats
    shares: Floats
    land_shares: Floats

    @property
    def weights(self) -> Floats:
        """Inhabitants of each pair; land where the target has none at all, shape (n_pairs,)."""
        total = sum_by(self.target_of, self.people, len(self.targets))
        return np.where(total[self.target_of] > 0, self.people, self.land)

    @property
    def rests(self) -> Floats:
        """Share (0 to 1) of each source that goes elsewhere, shape (n_pairs,)."""
        # Shares that add up to 1 may be a hair more.
        return np.clip(1.0 - self.shares, 0.0, 1.0)

    @property
    def target_shares(self) -> Floats:
        """Share (0 to 1) of each target that comes from the source, shape (n_pairs,)."""
        weights = self.weights
        total = sum_by(self.target_of, weights, len(self.targets))
        return divide(weights, total[self.target_of], 0.0)

    @property
    def land_of_target(self) -> Floats:
        """Share (0 to 1) of the known land of each target, shape (n_pairs,)."""
        total = sum_by(self.target_of, self.land, len(self.targets))
        return divide(self.land, total[self.target_of], 0.0)

    def measure_moved(self) -> pd.Series:
        """Measure which part of the old places of each target belongs elsewhere now.

        Returns
        -------
        Series of float
            By target, 0 to 1; NaN for a target without any source.

        Notes
        -----
        The mean, over the people of a target, of 1 minus the share of their source that lies in it.
        It is 0 for every whole source, however many there are.
        """
        weights, n = self.weights, len(self.targets)
        total = sum_by(self.target_of, weights, n)
        divided = sum_by(self.target_of, weights * self.rests, n)
        return pd.Series(np.clip(divide(divided, total), 0.0, 1.0), self.targets)

    def by_land(self) -> Parts:
        """Give the same pairs divided by land and not by where people live.

        Returns
        -------
        Parts
            With land in the place of people.
        """
        return replace(self, people=self.land, shares=self.land_shares)

    def make_membership(self) -> Membership:
        """Make the pairs that figures are added up by.

        Returns
        -------
        Membership
            Of each target its sources, with the shares of those.
        """
        return Membership(self.targets, self.target_of, self.sources[self.source_of], self.shares)

    def select(self, chosen: Flags) -> Parts:
        """Keep some of the pairs; each source is divided over those that are left.

        Parameters
        ----------
        chosen
            Shape (n_pairs,).

        Returns
        -------
        Parts
            With other shares.
        """
        return make_parts(
            self.sources,
            self.targets,
            self.source_of[chosen],
            self.target_of[chosen],
            people=self.people[chosen],
            land=self.land[chosen],
        )

    def align(self, sources: pd.Index, targets: pd.Index) -> Parts:
        """Put the same pairs beside other lists of codes.

        Parameters
        ----------
        sources
            Codes, among them all of the pairs.
        targets
            Codes; pairs with another target are left out.

        Returns
        -------
        Parts
            The same pairs and shares.
        """
        source_of = sources.get_indexer(self.sources)[self.source_of]
        target_of = targets.get_indexer(self.targets)[self.target_of]
        kept = (source_of >= 0) & (target_of >= 0)
        numbers = (self.people, self.land, self.shares, self.land_shares)
        return Parts(
            sources, targets, source_of[kept], target_of[kept], *(x[kept] for x in numbers)
        )

    def regroup(
        self, sources: Mapping[str, str] | None, targets: Mapping[str, Sequence[str]]
    ) -> Parts:
        """Put sources and targets together to larger areas.

        Parameters
        ----------
        sources
            By source the larger area that it lies in; None to keep the sources as they are.
        targets
            By larger area the targets that it is made of; a target may belong to several areas.

        Returns
        -------
        Parts
            Shares stay those of the whole source: where the areas are a part of the country they
            add up to less than 1.
        """
        table = self._tabulate(sources)
        totals = table.groupby("source")[["people", "land"]].sum()
        pairs = [(area, code) for area, codes in targets.items() for code in codes]
        members = pd.DataFrame(pairs, columns=["area", "target"])
        joined = table.merge(members, how="left", on="target", sort=False)
        summed = joined.groupby(["source", "area"], sort=True)[["people", "land"]].sum()
        of_source, of_target = (summed.index.get_level_values(i) for i in (0, 1))
        areas = pd.Index(list(targets), dtype="str")
        return make_parts(
            totals.index,
            areas,
            totals.index.get_indexer(of_source),
            areas.get_indexer(of_target),
            summed["people"].to_numpy(),
            summed["land"].to_numpy(),
            totals=(totals["people"].to_numpy(), totals["land"].to_numpy()),
        )

    def _tabulate(self, larger: Mapping[str, str] | None) -> pd.DataFrame:
        codes = self.sources[self.source_of]
        return pd.DataFrame(
            {
                "source": codes if larger is None else codes.map(larger),
                "target": self.targets[self.target_of],
                "people": self.people,
                "land": self.land,
            }
        )


def make_parts(  # noqa: PLR0913, PLR0917  # what a pair is
    sources: pd.Index,
    targets: pd.Index,
    source_of: Places,
    target_of: Places,
    people: Floats,
    land: Floats,
    *,
    totals: tuple[Floats, Floats] | None = None,
) -> Parts:
    """Work out the shares of pairs.

    Parameters
    ----------
    sources, targets
        Codes of either side, each once.
    source_of, target_of
        Shape (n_pairs,): places of the pair in ``sources`` and in ``targets``.
    people
        Shape (n_pairs,): inhabitants, or a number in proportion to them.
    land
        Shape (n_pairs,): common ground in m².
    totals
        People and land of each source, shape (n_sources,); those of its pairs unless given.

    Returns
    -------
    Parts
        A source where nobody lives is divided by land.
    """
    n = len(sources)
    all_people, all_land = totals or tuple(sum_by(source_of, x, n) for x in (people, land))
    by_people, by_land = (
        divide(numbers, total[source_of], 0.0)
        for numbers, total in ((people, all_people), (land, all_land))
    )
    shares = np.where(all_people[source_of] > 0, by_people, by_land)
    return Parts(
        sources,
        targets,
        source_of,
        target_of,
        people,
        land,
        shares=shares,
        land_shares=np.where(all_land[source_of] > 0, by_land, shares),
    )


def drop_slivers(parts: Parts) -> Parts:
    """Leave out pairs that are next to nothing of their source, and of their target.

    Parameters
    ----------
    parts
        Pairs with shares.

    Returns
    -------
    Parts
        With shares that add up to 1 again.
    """
    of_target = np.maximum(parts.target_shares, parts.land_of_target)
    of_source = np.maximum(parts.shares, parts.land_shares)
    return parts.select((of_source >= SLIVER) | (of_target >= SLIVER))
