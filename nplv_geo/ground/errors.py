"""Every error of ours, so that the command line can turn each into one clear line."""

from __future__ import annotations

from collections.abc import Sequence


class NplvError(Exception):
    """Base of all errors of this project; its text is one sentence a person can act on."""


class SettingsError(NplvError):
    """An environment variable has a value that can't be used."""


class LayerFileError(NplvError):
    """A file under ``layers/`` is not what DESIGN asks: names file, field and remedy."""


class ExpectationsError(NplvError):
    """``data/expectations.toml`` is missing or wrong."""


class FocusAreaError(NplvError):
    """``focus_areas.csv`` contradicts itself; all problems are listed at once.

    Parameters
    ----------
    problems
        What is wrong, each as the rest of one Dutch sentence; the first goes into the text.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        more = f" (en nog {len(problems) - 1})" if len(problems) > 1 else ""
        super().__init__(f"data/boundaries/focus_areas.csv: {problems[0]}{more}")


class GemeenteGroupsError(NplvError):
    """``gemeente_groups.csv`` is missing or wrong.

    Parameters
    ----------
    problem
        What is wrong, as the rest of one Dutch sentence.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"data/boundaries/gemeente_groups.csv: {problem}")


class NationalTotalsError(NplvError):
    """The table of national totals is missing or wrong."""


class KnownTopicsError(NplvError):
    """A list of topics or column names in ``data/topics/`` is missing or wrong."""


class UnreadableFileError(NplvError):
    """A file that was handed to ``import`` can't be read or recognised."""


class UnknownRawFileError(NplvError):
    """Somebody named a file that is not in the raw store."""


class EditionError(NplvError):
    """There is no edition, or the one on disk is damaged."""


class BucketError(NplvError):
    """The place where editions are published does not give what was asked for.

    Parameters
    ----------
    text
        What is wrong, in one sentence.
    is_missing
        True when the place answered that there is no such thing.
    """

    def __init__(self, text: str, *, is_missing: bool = False) -> None:
        self.is_missing = is_missing
        super().__init__(text)


class ClusterError(NplvError):
    """The machines that were asked to help with a build can't."""


class UnknownAreaError(NplvError):
    """Somebody asked for an area that this edition does not have."""


class UnknownLayerError(NplvError):
    """Somebody asked for a layer that does not exist."""


class ExportError(NplvError):
    """Somebody asked for an export that can't be made like that."""


class BackgroundError(NplvError):
    """The background map of a picture can't be had now; without it the picture can be made.

    Parameters
    ----------
    text
        What to say instead of the usual.
    """

    def __init__(
        self,
        text: str = "De achtergrondkaart van PDOK kwam niet aan; probeer het later opnieuw of laat "
        "'achtergrond' weg.",
    ) -> None:
        super().__init__(text)


class FetchError(NplvError):
    """What a source can't deliver; ``fetch`` names it and goes on with the other sources."""


class SourceUnavailableError(FetchError):
    """A service does not answer, or not in time, or hangs up halfway."""


class OfflineError(SourceUnavailableError):
    """``NPLV_OFFLINE`` forbids every request."""


class SourceChangedError(FetchError):
    """A service answers something else than it used to.

    Parameters
    ----------
    what
        Table, service or address that changed.
    expected, came
        What was expected and what came, each as part of a sentence.
    remedy
        What a person can do.
    gone
        True when nothing stands at the address any more.
    """

    def __init__(
        self, what: str, expected: str, came: str, remedy: str, *, gone: bool = False
    ) -> None:
        self.expected, self.came, self.gone = expected, came, gone
        super().__init__(f"{what}: verwacht was {expected}, er kwam {came}; {remedy}.")


class NotPublishedYetError(FetchError):
    """The publisher has nothing on this period yet."""


class NoOutlinesError(FetchError):
    """No service has the outlines of a year; its change marks have to do, if there are any."""
