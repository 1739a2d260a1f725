"""What is known of the areas of each year, in a sentence for who fetched or imported."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nplv_geo.commands.build_job import read_raw_file
from nplv_geo.definitions.read import read_catalog
from nplv_geo.ground.errors import NplvError
from nplv_geo.ground.settings import Settings
from nplv_geo.published.contents import BOUNDARIES, PEOPLE, Contents, describe_contents
from nplv_geo.published.raw_store import RawFile, list_files
from nplv_geo.published.years.known_years import (
    Ground,
    YearGround,
    has_buurt_outlines,
    judge_years,
)


def list_year_grounds(settings: Settings, years: Collection[int] = ()) -> list[YearGround]:
    """Tell for each year what the raw store knows of its areas.

    Parameters
    ----------
    settings
        Where the raw store is.
    years
        Years to judge beside those that figures stand on.

    Returns
    -------
    list of YearGround
        The oldest year first.
    """
    stored = list(list_files(settings.raw))
    told = [part for raw in stored for part in raw.sidecar.contents]
    outlines = {part.division for part in told if has_buurt_outlines(part)}
    parts = [part for raw in stored for part in _list_parts(settings, raw, outlines)]
    return judge_years(parts, years)


def describe_years(grounds: Collection[YearGround]) -> str:
    """Tell of some years in one line what there is, and what that costs.

    Parameters
    ----------
    grounds
        At least one year.

    Returns
    -------
    str
        One line.
    """
    parts = [_describe_year(ground) for ground in grounds]
    return f"Gebieden per jaar: {'; '.join(parts)}."


def explain_lacks(settings: Settings) -> list[str]:
    """Say of each year that figures in the raw store stand on what is lacking of its areas.

    Parameters
    ----------
    settings
        Where the raw store is.

    Returns
    -------
    list of str
        A sentence a year; none when there are no figures of which something is lost.
    """
    lines = (explain_lack(ground) for ground in list_year_grounds(settings))
    return [line for line in lines if line]


def explain_lack(ground: YearGround) -> str:
    """Say what is lacking of the areas that figures stand on, what it costs and what to do.

    Parameters
    ----------
    ground
        A year without outlines that has figures.

    Returns
    -------
    str
        For a person; empty when nothing is lost.
    """
    if ground.ground is Ground.OUTLINES or not ground.lost:
        return ""
    year = ground.year
    *first, last = ground.tables
    tables = f"{', '.join(first)} en {last}" if first else last
    stand = "staan" if first or " en " in last else "staat"
    return (
        f"{tables} {stand} op de gebieden van {year}; {_explain_ground(ground)}: "
        f"{say_cost(ground)}. Lees de grenzen van {year} in of haal ze op met "
        f"'fetch --years {year} --sources pdok'."
    )


def say_cost(ground: YearGround) -> str:
    """Say of how many buurten the figure is not sure to find its place.

    Parameters
    ----------
    ground
        A year that loses some.

    Returns
    -------
    str
        Part of a sentence.
    """
    buurten, lost = _number(ground.buurten), _number(ground.lost)
    if ground.ground is Ground.MARKS:
        most = "hoogstens " if ground.is_at_most else ""
        are = "is" if ground.lost == 1 else "zijn"
        return (
            f"{most}{lost} van {buurten} buurten {are} gewijzigd, en daar is het cijfer geschat of "
            "ontbreekt het"
        )
    known = []
    if ground.beside:
        years = " of ".join(map(str, ground.beside))
        known.append(f"in gemeenten met precies de codes van {years}")
    if ground.has_surfaces:
        known.append("waar code en oppervlakte gelijk bleven aan die van een ander jaar")
    if not known:
        one = ground.lost == 1
        return "1 buurt krijgt geen cijfer" if one else f"{lost} buurten krijgen geen cijfer"
    return (
        f"de plek van {buurten} buurten is alleen bekend {' of '.join(known)}, en elders is het "
        "cijfer geschat of ontbreekt het"
    )


def _describe_year(ground: YearGround) -> str:
    cost = f" ({say_cost(ground)})" if ground.lost else ""
    return f"{ground.year} {ground.ground}{cost}"


def _explain_ground(ground: YearGround) -> str:
    if ground.ground is Ground.MARKS:
        return "daarvan zijn alleen wijzigingscodes"
    if ground.has_marks:
        return "daarvan zijn geen grenzen, en de wijzigingscodes leiden naar geen jaar met grenzen"
    return "daarvan zijn geen grenzen en geen wijzigingscodes"


def _list_parts(
    settings: Settings, raw: RawFile, outlines: Collection[int | None]
) -> Iterator[Contents]:
    """What a file is about; one of before buurten were counted is read for it, if it matters."""
    parts = raw.sidecar.contents
    is_enough = all(
        part.buurten is not None
        or part.subject in (BOUNDARIES, PEOPLE)
        or part.division in outlines
        for part in parts
    )
    if is_enough and parts:
        yield from parts
        return
    try:
        yield from describe_contents(read_raw_file(raw, read_catalog(settings.project).layers))
    except NplvError:
        # 'raw list' names it, and a build leaves it out.
        yield from ()


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
