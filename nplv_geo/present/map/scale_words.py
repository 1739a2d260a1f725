"""What is said of the bounds of a map's classes, and how a reader gets other ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import name_in_sentence
from nplv_geo.present.page.scale import Scale
from nplv_geo.present.scale.bounds import MAX_BOUNDS, write_bounds
from nplv_geo.present.scale.distribution import Spread
from nplv_geo.present.scale.handles import HandleAxis, make_handle_axis
from nplv_geo.present.site.menu import MenuChoice


@dataclass(frozen=True, slots=True)
class BoundsForm:
    """A field to type bounds in.

    Attributes
    ----------
    label, hint, button
        Words around the field.
    value
        Bounds that were typed, else those of the classes that are shown.
    fields
        The rest of the query, by parameter.
    """

    label: str
    hint: str
    button: str
    value: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BoundHandle:
    """A bound to drag.

    Attributes
    ----------
    name
        Which one it is, for who hears it.
    value, text
        The bound, as a number and in words.
    place
        Where on the axis, from 0 to 1.
    """

    name: str
    value: float
    text: str
    place: float


@dataclass(frozen=True, slots=True)
class BoundHandles:
    """Bounds to drag, from low to high.

    Attributes
    ----------
    href
        Query of the view with other bounds, which ``__bounds__`` stands for.
    colours
        Of the classes from low to high.
    """

    axis: HandleAxis
    handles: tuple[BoundHandle, ...]
    href: str
    decimals: int
    sign: str
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleNote:
    """What the legend says of its bounds.

    Attributes
    ----------
    text
        Where the bounds come from.
    label
        What the links choose between, for who hears them.
    choices
        Other ways to make the bounds; none where they would be the same.
    form
        Where the reader can type bounds.
    """

    text: str
    label: str
    choices: tuple[MenuChoice, ...]
    form: BoundsForm


def make_scale_note(page: Page) -> ScaleNote | None:
    """Make the note on the bounds of a map.

    Parameters
    ----------
    page
        The page that the map is on.

    Returns
    -------
    ScaleNote or None
        None for a map of which nobody can choose the classes.
    """
    if not page.is_of_one_layer:
        return None
    t = page.t
    return ScaleNote(
        text=" ".join(_write_sentences(page, page.scale)),
        label=t("scale.label"),
        choices=tuple(_list_choices(page)),
        form=BoundsForm(
            label=t("scale.own_label"),
            hint=t("scale.own_hint", most=MAX_BOUNDS),
            button=t("scale.own_button"),
            value=_write_field(page),
            fields=tuple(parse_qsl(page.view.write_query(indeling="", schaal="")[1:])),
        ),
    )


def make_bound_handles(page: Page, spread: Spread, colours: tuple[str, ...]) -> BoundHandles | None:
    """Make the handles of the bounds of a map.

    Parameters
    ----------
    page
        The page that the map is on.
    spread
        The distribution in its legend.
    colours
        Of its classes.

    Returns
    -------
    BoundHandles or None
        None where nobody can choose the bounds, or they follow from the value of a reference.
    """
    if page.made_values is not None or page.scale.kind == "turning":
        return None
    t, layer = page.t, page.layer
    bounds = page.view.bounds or page.classes.breaks[1:-1]
    axis = make_handle_axis(spread, tuple(bounds), layer.decimals)
    if axis is None or len(axis.bounds) != len(colours) - 1:
        return None
    handles = (_make_handle(page, axis, i, bound) for i, bound in enumerate(axis.bounds, start=1))
    href = page.view.write_query(indeling="__bounds__", schaal="")
    return BoundHandles(axis, tuple(handles), href, layer.decimals, t.sign(layer), colours)


def _make_handle(page: Page, axis: HandleAxis, i: int, bound: float) -> BoundHandle:
    name = page.t("scale.handle", below=i, above=i + 1)
    return BoundHandle(name, bound, page.t.value(bound, page.layer), axis.locate(bound))


def describe_scale(page: Page) -> str:
    """Describe in a few words which figures decide on the bounds; nothing where it says nothing."""
    if not page.is_of_one_layer:
        return ""
    scale, t = page.scale, page.t
    if scale.kind == "fixed":
        return t("scale.fixed_short", first=scale.periods[0], last=scale.periods[-1])
    if scale.kind == "own" or (scale.kind == "year" and page.view.scale == "jaar"):
        return t(f"scale.{scale.kind}_short", period=page.view.period)
    return ""


def _write_sentences(page: Page, scale: Scale) -> Iterator[str]:
    t, period = page.t, page.view.period
    if page.classes.k and page.classes.scheme != "own":
        yield t(f"schemes_help.{page.classes.scheme}")
    if scale.kind == "fixed":
        yield t("scale.fixed", first=scale.periods[0], last=scale.periods[-1])
    elif scale.kind == "own":
        yield t("scale.own")
    elif scale.kind == "turning":
        # A reference without a figure has no classes around it.
        if page.classes.reference is not None:
            name = name_in_sentence(page, page.view.compare)
            yield t("scale.turning", reference=name, period=period)
    elif page.view.scale == "jaar":
        yield t("scale.year", period=period)
    if scale.left_out:
        yield t("scale.left_out", periods=t.enumerated(scale.left_out))
    if scale.beside:
        areas = t.enumerated([page.name_area(area) for area in scale.beside])
        yield t("scale.beside", level=t(f"levels_plural.{page.scope.level}"), areas=areas)


def _list_choices(page: Page) -> Iterator[MenuChoice]:
    """Fixed bounds or those of the year, where there are more years; and the way back from own."""
    t, scale = page.t, page.scale
    if scale.kind == "turning":
        return
    if scale.kind == "own":
        yield MenuChoice(t("scale.to_usual"), page.view.write_query(indeling=""), is_current=False)
    elif scale.kind == "fixed" or page.view.scale == "jaar":
        for way in ("vast", "jaar"):
            href = page.view.write_query(schaal=way)
            yield MenuChoice(t(f"scale.to_{way}"), href, way == page.view.scale)


def _write_field(page: Page) -> str:
    """Bounds with room between them, in the reader's language."""
    bounds = page.view.bounds or page.classes.breaks[1:-1][:MAX_BOUNDS]
    written = write_bounds(tuple(bounds))
    if page.t.language == "en":
        written = written.replace(",", ".")
    return written.replace("|", " | ")
