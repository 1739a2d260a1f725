"""The parts of the page around the map of two layers: the choice, the sentence and the scatter."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.charts.template import PlotlyJson
from nplv_geo.present.page.page import Page
from nplv_geo.present.together.choices import SecondChoice, make_second_choice
from nplv_geo.present.together.dots import Dots, gather_dots
from nplv_geo.present.together.scatter import draw_scatter
from nplv_geo.present.together.scatter_words import list_scatter_notes, name_level, write_label
from nplv_geo.present.together.words import (
    explain_verdict,
    write_caution,
    write_missing,
    write_verdict,
)
from nplv_geo.present.values.pair import Pair


@dataclass(frozen=True, eq=False)
class Scatter:
    """The scatter with what is told of it.

    Attributes
    ----------
    title
        What a dot is, or a cell.
    label
        The scatter in words, for who can't see it.
    notes
        What its marks and lines are.
    walked
        What a dot is told as when it is walked to: a text with ``{name}``, ``{one}``, ``{other}``
        and ``{class}``. Empty where there are no dots to walk along.
    figure
        As Plotly reads it.
    """

    title: str
    label: str
    notes: tuple[str, ...]
    walked: str
    figure: PlotlyJson


@dataclass(frozen=True, eq=False)
class Together:
    """Two layers together.

    Attributes
    ----------
    choice
        What the second layer can be.
    verdict, caution, number, missing
        How the two go together, what that doesn't say, the number behind it, and who takes no part;
        empty while there is no second layer.
    """

    choice: SecondChoice
    verdict: str = ""
    caution: str = ""
    number: str = ""
    missing: str = ""
    scatter: Scatter | None = None


def make_together(page: Page) -> Together | None:
    """Make the parts of the page.

    Parameters
    ----------
    page
        The page of any view.

    Returns
    -------
    Together or None
        None on all tabs but its own.
    """
    if page.view.tab != "samenhang":
        return None
    choice, pair = make_second_choice(page), page.pair
    if pair is None:
        return Together(choice)
    dots = gather_dots(page, pair)
    verdict = write_verdict(page, pair)
    return Together(
        choice=choice,
        verdict=verdict,
        caution=write_caution(page),
        number=explain_verdict(page, pair),
        missing=write_missing(page, pair),
        scatter=_make_scatter(page, pair, dots, verdict) if dots else None,
    )


def _make_scatter(page: Page, pair: Pair, dots: Dots, verdict: str) -> Scatter:
    t = page.t
    first, second = (layer.label.in_(t.language) for layer in pair.layers)
    walked = t("together.walked", first=first, second=second)
    return Scatter(
        title=t(f"together.scatter{'_dense' if dots.cells else ''}", **name_level(page)),
        label=write_label(page, pair, dots, verdict),
        notes=tuple(list_scatter_notes(page, dots, are_left_out=dots.cells is not None)),
        walked="" if dots.cells else walked,
        figure=draw_scatter(page, pair, dots).to_dict(),
    )
