"""Header, menu and heading of the page, what stands with the map, and the bar at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.present.beside.choice import Beside
from nplv_geo.present.beside.words import write_heading
from nplv_geo.present.briefing.downloads import DownloadMenu
from nplv_geo.present.map.change_words import PeriodChoice, write_periods
from nplv_geo.present.map.legend import Legend, make_legend
from nplv_geo.present.map.lit import list_legend_rows, write_lit_note
from nplv_geo.present.map.people import write_few_note
from nplv_geo.present.map.source import SourceLines
from nplv_geo.present.page.page import Page
from nplv_geo.present.ranking.ranking import Ranking
from nplv_geo.present.sentences.unmet import write_line
from nplv_geo.present.site.comparing import CompareBar
from nplv_geo.present.site.menu import (
    MenuChoice,
    MenuGroup,
    ThemeMenu,
    list_other_pages,
    make_stacking_choice,
    make_undermining_choice,
)
from nplv_geo.present.site.skips import list_skips
from nplv_geo.present.site.tabs import list_tabs
from nplv_geo.present.start.start import Start
from nplv_geo.present.table.table import MapTable
from nplv_geo.present.time.steps import TimeBar
from nplv_geo.present.together.choices import PairYears
from nplv_geo.present.together.words import write_pair_periods
from nplv_geo.web.rendering import render

# Id of the component of the second of two maps (``web/page/second_map.py``).
SECOND_MAP = "map-second"


def render_brand(page: Page) -> str:
    """Render the skip links, the name of the site, and the line that paper begins with."""
    day = page.t.day(page.edition.manifest.built)
    heading = write_heading(page)
    running = page.t("paper.running", heading=heading, period=page.view.period, day=day)
    if not page.view.period:
        running = page.t("paper.running_stacked", heading=heading, day=day)
    return render("parts/brand.html", page=page, t=page.t, skips=list_skips(page), running=running)


def render_breadcrumb(page: Page, steps: tuple[MenuChoice, ...]) -> str:
    """Render the steps from the country to the area."""
    return render("parts/breadcrumb.html", t=page.t, steps=steps)


def render_language(choice: MenuChoice) -> str:
    """Render the link to the same view in the other language."""
    return render("parts/language.html", choice=choice)


def render_take_button(page: Page) -> str:
    """Render the button that opens the sheet of files to take along."""
    return render("parts/take-button.html", t=page.t)


def render_take(sheet: DownloadMenu) -> str:
    """Render the sheet of files to take along."""
    return render("parts/take.html", sheet=sheet)


def render_start_intro(page: Page) -> str:
    """Render the question that the start page begins with."""
    return render("parts/start-intro.html", t=page.t)


def render_start_findings(page: Page, start: Start) -> str:
    """Render findings and questions of the start page."""
    return render("parts/start-findings.html", t=page.t, start=start)


def render_unmet(page: Page, query: str) -> str:
    """Render what the link asked for and the page doesn't show; nothing when it shows all."""
    return render("parts/unmet.html", t=page.t, line=write_line(page, query))


def render_menu(page: Page, themes: tuple[ThemeMenu, ...], groups: tuple[MenuGroup, ...]) -> str:
    """Render the layers by theme, and what else can be chosen."""
    return render(
        "parts/menu.html",
        t=page.t,
        stacking=make_stacking_choice(page),
        undermining=make_undermining_choice(page),
        themes=themes,
        groups=groups,
        pages=list_other_pages(page),
    )


def render_heading(page: Page) -> str:
    """Render the question above the map."""
    description = page.layer.description.in_(page.view.language)
    level = page.t(f"levels.{page.scope.level}")
    period = write_periods(page.change) if page.change else page.view.period
    subtitle = page.t("subtitle", description=description, period=period, level=level)
    if page.pair:
        both = write_pair_periods(page, page.pair)
        subtitle = page.t("together.subtitle", both=both, level=level)
    return render(
        "parts/heading.html",
        page=page,
        t=page.t,
        title=write_heading(page),
        subtitle=subtitle if period else description,
        badges=_list_badges(page),
        factor_links=_list_factor_links(page),
    )


def _list_factor_links(page: Page) -> list[MenuChoice]:
    """From the map of one factor back to that of none, and on to the page of its layer."""
    if not page.view.factor:
        return []
    return [
        MenuChoice(page.t("undermining.back"), page.view.write_query(laag2=""), is_current=False),
        MenuChoice(
            page.t("undermining.all_of_layer"),
            page.view.write_query(laag=page.view.factor),
            is_current=False,
        ),
    ]


def _list_badges(page: Page) -> list[str]:
    """Words beside the heading for what holds for all figures of the map."""
    applies = {
        "estimated": page.layer.notes.model_estimate,
        "provisional": bool(page.view.period)
        and page.stacking is None
        and page.find_origin().provisional,
        "schematic": page.edition.is_schematic,
        "stacking.badge_local": page.stacking and not page.stacking.is_national,
    }
    return [page.t(key) for key, is_shown in applies.items() if is_shown]


def render_tabs(page: Page) -> str:
    """Render the ways in which area and layer can be shown; nothing where there is one."""
    return render("parts/tabs.html", t=page.t, tabs=list_tabs(page))


def render_compared(page: Page, bar: CompareBar | None) -> dict[str, str]:
    """Render what is compared with, and what can be added."""
    return {
        "compared": render("parts/compared.html", t=page.t, bar=bar),
        "compare-label": render("parts/compare-label.html", t=page.t),
        "compare-choice": render("parts/compare-choice.html", t=page.t, bar=bar) if bar else "",
    }


def render_legend(page: Page, legend: Legend) -> str:
    """Render the legend; of a second map it names that, and keeps lit what is of both only."""
    whole = page.view.whole
    return render(
        "parts/legend.html",
        t=page.t,
        legend=legend,
        rows=list_legend_rows(page, legend),
        lit=write_lit_note(page, legend),
        few=write_few_note(page),
        map=SECOND_MAP if whole else "",
        is_kept_here=whole is None or not whole.second.layer,
    )


def render_time(page: Page, bar: TimeBar | None, choice: PeriodChoice | PairYears | None) -> str:
    """Render the years below the map; nothing where there is one year."""
    if choice:
        return render("parts/periods.html", choice=choice)
    return render("parts/time.html", t=page.t, bar=bar)


def render_source(source: SourceLines) -> str:
    """Render the source line below the map."""
    return render("parts/source.html", source=source)


def render_tables(page: Page, tables: Sequence[MapTable]) -> str:
    """Render the table of the areas on the map, or one for each of two maps."""
    return "".join(render("parts/table.html", t=page.t, table=table) for table in tables)


def render_pair(page: Page, beside: Beside | None) -> dict[str, str]:
    """Render what stands with two maps; with one, perhaps the question what to set beside it."""
    heads = [render("parts/map-head.html", head=head) for head in beside.heads] if beside else []
    first, second = heads or ("", "")
    return {
        "pair-choice": render("parts/pair-choice.html", t=page.t, beside=beside),
        "own-head": first,
        "second-head": second,
        "second-legend": render_legend(page.beside, make_legend(page.beside))
        if page.beside
        else "",
    }


def render_ranking(page: Page, rankings: Sequence[Ranking]) -> str:
    """Render areas in order of their figure."""
    return render("parts/ranking.html", t=page.t, page=page, rankings=rankings)


def render_bar(page: Page) -> str:
    """Render the buttons that open menu, panel and files as sheets on a small screen."""
    return render("parts/bar.html", t=page.t)
