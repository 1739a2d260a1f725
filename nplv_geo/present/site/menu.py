"""Everything the reader can choose: layers, period, level, colours, background.

Each choice is a link to another view, so that choosing works without a mouse, in a new tab and
with the back button.
"""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.catalog import STACKING, UNDERMINING
from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.address.levels import list_levels
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import name_in_sentence
from nplv_geo.present.page.view import BASEMAPS
from nplv_geo.statistics.classify import SCHEMES, Scheme


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """One thing to choose; without ``href`` it is only named, and ``note`` says why."""

    label: str
    href: str
    is_current: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Choices of one kind, such as the periods; ``more`` are tucked away behind a word."""

    label: str
    choices: tuple[MenuChoice, ...]
    more_label: str = ""
    more: tuple[MenuChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeMenu:
    """A theme with its layers.

    Attributes
    ----------
    unpublished
        Layers of which the edition has a table without a single figure; they are only named.
    absent
        Layers that the edition does not have.
    """

    label: str
    is_open: bool
    choices: tuple[MenuChoice, ...]
    unpublished: tuple[str, ...]
    absent: tuple[str, ...]


def list_themes(page: Page) -> tuple[ThemeMenu, ...]:
    """The layer menu, theme by theme."""
    edition, language = page.edition, page.view.language
    menus = []
    for theme in page.catalog.themes:
        layers = page.catalog.list_layers(theme.id)
        labels = {layer.id: layer.label.in_(language) for layer in layers}
        there = [layer.id for layer in layers if edition.has(layer.id)]
        # A link may ask for what is not offered: then that is what is shown.
        offered = [la for la in there if edition.has_figures(la) or la == page.view.layer]
        menus.append(
            ThemeMenu(
                label=theme.label.in_(language),
                is_open=page.layer.theme == theme.id and not page.factors,
                choices=tuple(
                    _make_layer_choice(page, layer) for layer in layers if layer.id in offered
                ),
                unpublished=tuple(labels[la] for la in there if la not in offered),
                absent=tuple(label for la, label in labels.items() if la not in there),
            )
        )
    return tuple(menus)


def _make_layer_choice(page: Page, layer: Layer) -> MenuChoice:
    return MenuChoice(
        label=layer.label.in_(page.view.language),
        href=page.link("laag", layer.id),
        is_current=layer.id == page.view.layer,
        note=page.t(f"direction_{layer.higher_is}"),
    )


def make_stacking_choice(page: Page) -> MenuChoice:
    """The map that counts domains, which belongs to no theme."""
    return MenuChoice(
        page.t("stacking.label"),
        page.view.write_query(laag=STACKING),
        page.stacking is not None,
        page.t("stacking.menu_note"),
    )


def make_undermining_choice(page: Page) -> MenuChoice | None:
    """The view on undermining, which belongs to no theme; None where it was not written."""
    if page.catalog.undermining is None:
        return None
    return MenuChoice(
        page.t("undermining.label"),
        page.view.write_query(laag=UNDERMINING, niveau=""),
        page.factors is not None,
        page.t("undermining.menu_note"),
    )


def list_controls(page: Page) -> tuple[MenuGroup, ...]:
    """Period, level, colours and background, as far as the view has them."""
    if page.view.tab == "ontwikkeling":
        return ()
    background = MenuGroup(
        page.t("background"),
        tuple(
            MenuChoice(
                page.t(f"backgrounds.{value or 'none'}"),
                page.view.write_query(achtergrond=value),
                page.view.basemap == value,
            )
            for value in ("", *BASEMAPS)
        ),
    )
    if page.stacking or page.factors:
        return (background,)
    if page.change or page.view.tab == "samenhang":
        return _make_level_group(page), background
    return (
        _make_period_group(page),
        _make_level_group(page),
        _make_scheme_group(page),
        background,
    )


def _make_period_group(page: Page) -> MenuGroup:
    periods = page.edition.periods(page.layer.id)
    return MenuGroup(
        page.t("period"), tuple(_make_period_choice(page, period) for period in periods)
    )


def _make_period_choice(page: Page, period: str) -> MenuChoice:
    """One period; one without any figure is named, and is no map to choose."""
    origin, is_current = page.edition.origin(page.layer.id, period), period == page.view.period
    href = page.link("periode", period)
    if origin.values:
        note = page.t("provisional") if origin.provisional else ""
        return MenuChoice(period, href, is_current, note)
    is_newer = period in page.edition.unpublished_periods(page.layer.id)
    note = page.t(f"statuses.{Status.NOT_PUBLISHED}" if is_newer else "no_value")
    return MenuChoice(period, href if is_current else "", is_current, note)


def _make_level_group(page: Page) -> MenuGroup:
    return MenuGroup(
        page.t("level"),
        tuple(
            MenuChoice(
                page.t(f"levels_plural.{level}").capitalize(),
                page.view.write_query(niveau=level.value, gebied=page.scope.place),
                level is page.view.level,
            )
            for level in sorted(
                list_levels(page.scope.place, page.edition, page.layer), key=_rank_level
            )
        ),
    )


def _rank_level(level: AreaLevel) -> int:
    return list(AreaLevel).index(level)


def _make_scheme_group(page: Page) -> MenuGroup:
    has_reference = page.reference is not None
    schemes = [scheme for scheme in SCHEMES if scheme != "reference" or has_reference]
    return MenuGroup(
        page.t("classes"),
        tuple(
            MenuChoice(
                _name_scheme(page, scheme),
                page.link("klassen", scheme),
                scheme == page.view.scheme,
            )
            for scheme in schemes
        ),
        page.t("schemes_help.label"),
        tuple(
            MenuChoice(
                _name_scheme(page, scheme),
                href="",
                is_current=False,
                note=page.t(f"schemes_help.{scheme}"),
            )
            for scheme in schemes
        ),
    )


def _name_scheme(page: Page, scheme: Scheme) -> str:
    return page.t(f"schemes.{scheme}", reference=name_in_sentence(page, page.view.compare))


def list_other_pages(page: Page) -> tuple[MenuChoice, ...]:
    """Pages that belong to no area: the programme, the method, what changed, access."""
    language = "" if page.view.language == "nl" else f"?taal={page.view.language}"
    return tuple(
        MenuChoice(page.t(f"about.{name}"), f"/{name}{language}", is_current=False)
        for name in ("programma", "methode", "wijzigingen", "toegankelijkheid")
    )


def list_breadcrumb(page: Page) -> tuple[MenuChoice, ...]:
    """Steps from the country to the area of the view."""
    return tuple(
        MenuChoice(page.name_area(area), page.link("gebied", area), area == page.view.area)
        for area in page.scope.path
    )


def make_language_choice(page: Page) -> MenuChoice:
    """The same view in the other language."""
    other = "en" if page.view.language == "nl" else "nl"
    return MenuChoice(page.t("other_language"), page.view.write_query(taal=other), is_current=False)
