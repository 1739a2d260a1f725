"""How columns are called in the files that people have: one place for all those names.

StatLine's own keys are the names of this project; CBS's spreadsheets ``kwb-YYYY.xlsx`` have
shorter ones. The pairs were read from the column lists of both for 2019, 2023 and 2024.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from nplv_geo.definitions.topics import strip_topic_suffix
from nplv_geo.statistics import margins

KWB_SHEET: dict[str, str] = {
    "a_inw": "AantalInwoners",
    "a_man": "Mannen",
    "a_vrouw": "Vrouwen",
    "a_00_14": "k_0Tot15Jaar",
    "a_15_24": "k_15Tot25Jaar",
    "a_25_44": "k_25Tot45Jaar",
    "a_45_64": "k_45Tot65Jaar",
    "a_65_oo": "k_65JaarOfOuder",
    "a_ongeh": "Ongehuwd",
    "a_gehuwd": "Gehuwd",
    "a_gesch": "Gescheiden",
    "a_verwed": "Verweduwd",
    "a_west": "WestersTotaal",
    "a_nw_all": "NietWestersTotaal",
    "a_nl_all": "Nederland",
    "a_eur_al": "EuropaExclusiefNederland",
    "a_neu_al": "BuitenEuropa",
    "a_geb": "GeboorteTotaal",
    "p_geb": "GeboorteRelatief",
    "a_ste": "SterfteTotaal",
    "p_ste": "SterfteRelatief",
    "a_hh": "HuishoudensTotaal",
    "a_1p_hh": "Eenpersoonshuishoudens",
    "a_hh_z_k": "HuishoudensZonderKinderen",
    "a_hh_m_k": "HuishoudensMetKinderen",
    "g_hhgro": "GemiddeldeHuishoudensgrootte",
    "bev_dich": "Bevolkingsdichtheid",
    "a_woning": "Woningvoorraad",
    "g_woz": "GemiddeldeWOZWaardeVanWoningen",
    "g_wozbag": "GemiddeldeWOZWaardeVanWoningen",
    "p_1gezw": "PercentageEengezinswoning",
    "p_mgezw": "PercentageMeergezinswoning",
    "p_bewndw": "PercentageBewoond",
    "p_leegsw": "PercentageOnbewoond",
    "p_koopw": "Koopwoningen",
    "p_huurw": "HuurwoningenTotaal",
    "p_wcorpw": "InBezitWoningcorporatie",
    "p_ov_hw": "InBezitOverigeVerhuurders",
    "p_e_o_w": "EigendomOnbekend",
    "p_bjj2k": "BouwjaarVoor2000",
    "p_bjo2k": "BouwjaarVanaf2000",
    "p_stadsv": "PercentageWoningenMetStadsverwarming",
    "a_opl_lg": "OpleidingsniveauLaag",
    "a_opl_md": "OpleidingsniveauMiddelbaar",
    "a_opl_hg": "OpleidingsniveauHoog",
    "a_opl_bvm": "BasisonderwijsVmboMbo1",
    "a_opl_hvm": "HavoVwoMbo24",
    "a_opl_hw": "HboWo",
    "p_arb_pp": "Nettoarbeidsparticipatie",
    "p_arb_wn": "PercentageWerknemers",
    "p_arb_zs": "PercentageZelfstandigen",
    "a_inkont": "AantalInkomensontvangers",
    "g_ink_po": "GemiddeldInkomenPerInkomensontvanger",
    "g_ink_pi": "GemiddeldInkomenPerInwoner",
    "p_ink_li": "k_40PersonenMetLaagsteInkomen",
    "p_ink_hi": "k_20PersonenMetHoogsteInkomen",
    "p_ink_ar": "PersonenInArmoede",
    "g_hh_sti": "GemGestandaardiseerdInkomenVanHuish",
    "p_hh_li": "k_40HuishoudensMetLaagsteInkomen",
    "p_hh_hi": "k_20HuishoudensMetHoogsteInkomen",
    "p_hh_lkk": "HuishoudensMetEenLaagInkomen",
    "p_hh_osm": "HuishOnderOfRondSociaalMinimum",
    "p_hh_110": "HuishoudensTot110VanSociaalMinimum",
    "p_hh_120": "HuishoudensTot120VanSociaalMinimum",
    "m_hh_ver": "MediaanVermogenVanParticuliereHuish",
    "a_soz_wb": "PersonenPerSoortUitkeringBijstand",
    "a_soz_ao": "PersonenPerSoortUitkeringAO",
    "a_soz_ww": "PersonenPerSoortUitkeringWW",
    "a_soz_ow": "PersonenPerSoortUitkeringAOW",
    "a_jz_tn": "JongerenMetJeugdzorgInNatura",
    "p_jz_tn": "PercentageJongerenMetJeugdzorg",
    "a_wmo_t": "WmoClienten",
    "p_wmo_t": "WmoClientenRelatief",
    "a_bedv": "BedrijfsvestigingenTotaal",
    "a_pau": "PersonenautoSTotaal",
    "g_pau_hh": "PersonenautoSPerHuishouden",
    "g_pau_km": "PersonenautoSNaarOppervlakte",
    "a_m2w": "Motorfietsen",
    "g_afs_hp": "AfstandTotHuisartsenpraktijk",
    "g_afs_gs": "AfstandTotGroteSupermarkt",
    "g_afs_kv": "AfstandTotKinderdagverblijf",
    "g_afs_sc": "AfstandTotSchool",
    "g_3km_sc": "ScholenBinnen3Km",
    "a_opp_ha": "OppervlakteTotaal",
    "a_lan_ha": "OppervlakteLand",
    "a_wat_ha": "OppervlakteWater",
    "pst_dekp": "Dekkingspercentage",
    "ste_mvs": "MateVanStedelijkheid",
    "ste_oad": "Omgevingsadressendichtheid",
}

# In order of preference: WijkenEnBuurten may hold titles, and then Codering has the codes.
REGION = ("WijkenEnBuurten", "gwb_code_10", "Codering", "gwb_code", "RegioS", "Regiokenmerken")
PERIOD = "Perioden"
MUNICIPALITY = ("Gemeentenaam", "gm_naam")
NAME = ("Naam", "regio", "buurt_naam")

# CBS's mark of what became of an area since the year before: 1 is unchanged.
CHANGE = ("IndelingswijzigingWijkenEnBuurten", "IndelingswijzigingGemeenteWijkBuurt", "ind_wbi")

# Names that several columns have: the first is about the whole, the others about parts of it.
FIRST_COUNTS = ("GemiddeldeScore",)

# Dimensions of which each member becomes a column of its own.
SPREAD = ("SoortMisdrijf", margins.DIMENSION)
# The member whose columns have no name of their own.
MAIN = {margins.DIMENSION: margins.ESTIMATE}
# Of health we show adults: the estimate, and its margins as columns beside it.
_HEALTH = {"Leeftijd": ("20300",), margins.DIMENSION: margins.MEMBERS}
KEPT: dict[str, Mapping[str, tuple[str, ...]]] = {
    "50150NED": _HEALTH,
    "50120NED": _HEALTH,
    "84780NED": {"Geslacht": ("T001038",)},
}

_NO_TOPIC = {
    "id",
    "jaar",
    "leeftijd",
    "marges",
    "perioden",
    "regios",
    "regiokenmerken",
    "geslacht",
    "soortregio",
    "codering",
    "wijkenenbuurten",
    "meestvoorkomendepostcode",
    "soortmisdrijf",
    "regio",
    "recs",
    "ind_wbi",
    "ind_wbz",
    "pst_mvp",
    "gm_code",
    "wk_code",
    "bu_code",
    "gwb_code",
}
_NO_TOPIC_PATTERN = re.compile(r"naam$|^indelingswijziging|^gwb_code", re.IGNORECASE)
_STATLINE_KEY = re.compile(r"[A-Za-z]\w*_\d+")

# Outlines: the column with the code and the one with its name, smallest area first.
CODE_AND_NAME = {
    "statcode": "statnaam",
    "buurtcode": "buurtnaam",
    "bu_code": "bu_naam",
    "wijkcode": "wijknaam",
    "wk_code": "wk_naam",
    "gemeentecode": "gemeentenaam",
    "gm_code": "gm_naam",
}
WATER_COLUMNS = ("water", "h2o")
YEAR_COLUMNS = ("jrstatcode", "jaar")


def topic_of(column: str) -> str:
    """Name of the topic in ``column``, whichever way the file calls it."""
    return KWB_SHEET.get(column.lower(), strip_topic_suffix(column))


def can_be_topic(column: str) -> bool:
    """Tell whether ``column`` may hold figures; names, codes and dimensions don't."""
    base = strip_topic_suffix(column)
    if base.lower() in _NO_TOPIC or column.lower() in _NO_TOPIC:
        return False
    return _NO_TOPIC_PATTERN.search(base) is None


def must_be_topic(column: str) -> bool:
    """Tell whether the name alone says that ``column`` holds figures."""
    return column.lower() in KWB_SHEET or _STATLINE_KEY.fullmatch(column) is not None


def topics_of(names: Iterable[str]) -> dict[str, str]:
    """Topic of each column with figures; one that two columns share is left out.

    Without the unit, ``Appartement`` for electricity and for gas can't be told apart.
    """
    possible = {name: topic_of(name) for name in names if can_be_topic(name)}
    count = Counter(possible.values())
    first = {topic: name for name, topic in reversed(possible.items())}
    return {
        name: topic
        for name, topic in possible.items()
        if name not in SPREAD
        and (count[topic] == 1 or (topic in FIRST_COUNTS and first[topic] == name))
    }


def is_region(column: str) -> bool:
    """Tell whether ``column`` is one that holds area codes."""
    return any(_is_called(column, name) for name in REGION)


def find_column(names: tuple[str, ...], columns: Iterable[str]) -> list[str]:
    """Columns called by one of ``names``, with or without suffix, in the order of ``names``."""
    present = list(columns)
    return [column for name in names for column in present if _is_called(column, name)]


def _is_called(column: str, name: str) -> bool:
    return name.lower() in (column.lower(), strip_topic_suffix(column).lower())
