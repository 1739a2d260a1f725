"""What the one who asks for a build may choose."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from nplv_geo.build.derive import Derivation
from nplv_geo.build.stages.cluster import Cluster, ClusterWorkers
from nplv_geo.build.stages.workers import Processes, Workers

Progress = Callable[[str], None]


def _say_nothing(_: str) -> None:
    """Keep to oneself how far a build is."""


@dataclass(frozen=True)
class BuildOptions:
    """What the one who asks for a build may choose.

    Attributes
    ----------
    accepted
        Names of doubts that a person looked at and accepts.
    progress
        Told what is being done.
    warn
        Told of each file that is left out, and why.
    processes
        How many the build may work in; the edition is the same, byte for byte.
    cluster
        Who works instead of these processes; the edition is the same as well.
    """

    accepted: Collection[str] = ()
    progress: Progress = _say_nothing
    warn: Progress = _say_nothing
    processes: Processes = field(default_factory=Processes)
    cluster: Cluster | None = None

    def make_workers(self, derivation: Derivation) -> Workers | ClusterWorkers:
        """Choose who does the work: processes of this machine, or a cluster.

        Parameters
        ----------
        derivation
            What the work is done with.

        Returns
        -------
        Workers or ClusterWorkers
            To be closed when the work is done.
        """
        if self.cluster is not None:
            return ClusterWorkers(derivation, self.cluster)
        return Workers(derivation, self.processes)
