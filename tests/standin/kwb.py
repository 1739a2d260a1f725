"""Columns of Kerncijfers wijken en buurten: their order, numbers, groups and units.

The order is that of ../shared/facts (section 3.1); names not seen there are left out, so the
numbers have gaps. 2023 is put together from what is known of its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

# number, group, names in order; ~ marks what is published later than the first delivery
_POPULATION = """
5 Bevolking: AantalInwoners Mannen Vrouwen k_0Tot15Jaar k_15Tot25Jaar k_25Tot45Jaar
 k_45Tot65Jaar k_65JaarOfOuder Ongehuwd Gehuwd Gescheiden Verweduwd
17 Herkomst: Nederland EuropaExclusiefNederland BuitenEuropa
20 Geboren in Nederland: Nederland EuropaExclusiefNederland BuitenEuropa
23 Geboren buiten Nederland: EuropaExclusiefNederland BuitenEuropa
25 Geboorte en sterfte: GeboorteTotaal GeboorteRelatief SterfteTotaal SterfteRelatief
29 Huishoudens: HuishoudensTotaal Eenpersoonshuishoudens HuishoudensZonderKinderen
 HuishoudensMetKinderen GemiddeldeHuishoudensgrootte
34 Dichtheid: Bevolkingsdichtheid
35 Woningen: Woningvoorraad
"""
_FROM_WORK = """
{a} ~Inkomen: AantalInkomensontvangers GemiddeldInkomenPerInkomensontvanger
 GemiddeldInkomenPerInwoner k_40PersonenMetLaagsteInkomen k_20PersonenMetHoogsteInkomen {b}
{m}
{c} ~Vermogen: MediaanVermogenVanParticuliereHuish
{d} ~Sociale zekerheid: PersonenPerSoortUitkeringBijstand PersonenPerSoortUitkeringAO
 PersonenPerSoortUitkeringWW PersonenPerSoortUitkeringAOW
{e} ~Zorg: JongerenMetJeugdzorgInNatura PercentageJongerenMetJeugdzorg WmoClienten
 WmoClientenRelatief
{f} Bedrijfsvestigingen: BedrijfsvestigingenTotaal ALandbouwBosbouwEnVisserij
 BFNijverheidEnEnergie GIHandelEnHoreca HJVervoerInformatieEnCommunicatie
 KLFinancieleDienstenOnroerendGoed MNZakelijkeDienstverlening OQOverheidOnderwijsEnZorg
 RUCultuurRecreatieOverigeDiensten
{g} Motorvoertuigen: PersonenautoSTotaal PersonenautoSBrandstofBenzine
 PersonenautoSOverigeBrandstof PersonenautoSPerHuishouden PersonenautoSNaarOppervlakte
 Motorfietsen
{h} ~Nabijheid: AfstandTotHuisartsenpraktijk AfstandTotGroteSupermarkt
 AfstandTotKinderdagverblijf AfstandTotSchool ScholenBinnen3Km
{i} Oppervlakte: OppervlakteTotaal OppervlakteLand OppervlakteWater
{j} Stedelijkheid: MeestVoorkomendePostcode Dekkingspercentage MateVanStedelijkheid
 Omgevingsadressendichtheid
"""
_HOMES = "Appartement Tussenwoning Hoekwoning TweeOnderEenKapWoning VrijstaandeWoning Huurwoning"
LAYOUT_2023 = (
    _POPULATION
    + f"""
36 ~Woningwaarde: GemiddeldeWOZWaardeVanWoningen
37 Woningtype: PercentageEengezinswoning PercentageMeergezinswoning PercentageBewoond
 PercentageOnbewoond Koopwoningen HuurwoningenTotaal InBezitWoningcorporatie
 InBezitOverigeVerhuurders EigendomOnbekend BouwjaarVoor2000 BouwjaarVanaf2000
48 ~Elektriciteitsverbruik: GemiddeldElektriciteitsverbruikTotaal {_HOMES} EigenWoning
56 ~Aardgasverbruik: GemiddeldAardgasverbruikTotaal {_HOMES} EigenWoning
64 ~Stadsverwarming: PercentageWoningenMetStadsverwarming
70 ~Opleiding: BasisonderwijsVmboMbo1 HavoVwoMbo24 HboWo
73 ~Arbeid: Nettoarbeidsparticipatie PercentageWerknemers PercentageZelfstandigen"""
    + _FROM_WORK.format(
        a=76,
        b="GemGestandaardiseerdInkomenVanHuish",
        m="""84 ~Inkomen: HuishoudensMetEenLaagInkomen HuishOnderOfRondSociaalMinimum
 HuishoudensTot110VanSociaalMinimum HuishoudensTot120VanSociaalMinimum""",
        c=88,
        d=89,
        e=93,
        f=97,
        g=106,
        h=112,
        i=117,
        j=120,
    )
)
LAYOUT_2024 = (
    _POPULATION
    + """
36 Nieuwbouw: NieuwbouwWoningen NietWoningvoorraad NieuwbouwNietWoningen
39 ~Woningwaarde: GemiddeldeWOZWaardeVanWoningen
40 Woningtype: PercentageEengezinswoning TussenwoningEengezins HoekwoningEengezins
 TweeOnderEenKapWoningEe VrijstaandeWoningEengezins PercentageMeergezinswoning
46 Bewoning: OnbewoondeWoningen
47 Eigendom: Koopwoningen HuurwoningenTotaal InBezitWoningcorporatie InBezitOverigeVerhuurders
 BouwjaarMeerDanTienJaarGeleden BouwjaarAfgelopenTienJaar
53 ~Energie: GemiddeldeElektriciteitslevering GemiddeldeElektriciteitsteruglevering
 GemiddeldAardgasverbruik PercentageWoningenMetStadsverwarming AardgasvrijeWoningen
 Aardgaswoningen
59 ~Energie: WoningenMetZonnestroom WoningenHoofdzElektrischVerwarmd AantalPubliekeLaadpalen
62 ~Onderwijs: LeerlingenPo LeerlingenVoInclVavo StudentenMboExclExtranei
65 ~Onderwijs: StudentenHbo StudentenWo BasisonderwijsVmboMbo1 HavoVwoMbo24 HboWo
70 ~Arbeid: WerkzameBeroepsbevolking Nettoarbeidsparticipatie PercentageWerknemers
 WerknemersMetVasteArbeidsr WerknemersMetFlexibeleArbe
75 ~Arbeid: PercentageZelfstandigen"""
    + _FROM_WORK.format(
        a=76,
        b="PersonenInArmoede PersonenTot25BovenArmoedegrens",
        m="""83 ~Inkomen: GemGestandaardiseerdInkomen k_40HuishoudensMetLaagsteInkomen
 k_20HuishoudensMetHoogsteInkomen""",
        c=86,
        d=87,
        e=91,
        f=95,
        g=104,
        h=110,
        i=115,
        j=118,
    )
)

# Share of the inhabitants that a count is about; other counts take a twentieth.
SHARES = {
    "AantalInwoners": 1.0,
    "Mannen": 0.49,
    "Vrouwen": 0.51,
    "k_0Tot15Jaar": 0.15,
    "k_15Tot25Jaar": 0.12,
    "k_25Tot45Jaar": 0.27,
    "k_45Tot65Jaar": 0.26,
    "k_65JaarOfOuder": 0.2,
    "Nederland": 0.6,
    "HuishoudensTotaal": 0.46,
    "Eenpersoonshuishoudens": 0.18,
    "HuishoudensZonderKinderen": 0.13,
    "HuishoudensMetKinderen": 0.15,
    "Woningvoorraad": 0.45,
    "BasisonderwijsVmboMbo1": 0.22,
    "HavoVwoMbo24": 0.3,
    "HboWo": 0.24,
    "AantalInkomensontvangers": 0.8,
    "WerkzameBeroepsbevolking": 0.5,
    "NieuwbouwWoningen": 0.01,
    "StudentenMboExclExtranei": 0.03,
    "BedrijfsvestigingenTotaal": 0.12,
    "PersonenautoSTotaal": 0.4,
    "GeboorteTotaal": 0.01,
    "SterfteTotaal": 0.009,
}
# Averages and percentages: unit, middle of what is invented, decimals.
MEANS: dict[str, tuple[str, float, int]] = {
    "GeboorteRelatief": ("per 1 000 inwoners", 9.5, 0),
    "SterfteRelatief": ("per 1 000 inwoners", 9, 0),
    "GemiddeldeHuishoudensgrootte": ("aantal", 2.1, 1),
    "Bevolkingsdichtheid": ("aantal inwoners per km2", 4200, 0),
    "GemiddeldeWOZWaardeVanWoningen": ("x 1 000 euro", 340, 0),
    "Koopwoningen": ("%", 48, 0),
    "HuurwoningenTotaal": ("%", 52, 0),
    "InBezitWoningcorporatie": ("%", 38, 0),
    "InBezitOverigeVerhuurders": ("%", 14, 0),
    "EigendomOnbekend": ("%", 1, 0),
    "BouwjaarVoor2000": ("%", 80, 0),
    "BouwjaarVanaf2000": ("%", 20, 0),
    "BouwjaarMeerDanTienJaarGeleden": ("%", 90, 0),
    "BouwjaarAfgelopenTienJaar": ("%", 10, 0),
    "GemiddeldeElektriciteitslevering": ("kWh", 2600, 0),
    "GemiddeldeElektriciteitsteruglevering": ("kWh", 600, 0),
    "GemiddeldAardgasverbruik": ("m3", 900, 0),
    "AardgasvrijeWoningen": ("%", 12, 0),
    "WoningenMetZonnestroom": ("%", 25, 0),
    "WoningenHoofdzElektrischVerwarmd": ("%", 9, 0),
    "Nettoarbeidsparticipatie": ("%", 68, 0),
    "GemiddeldInkomenPerInkomensontvanger": ("x 1 000 euro", 38, 1),
    "GemiddeldInkomenPerInwoner": ("x 1 000 euro", 31, 1),
    "k_40PersonenMetLaagsteInkomen": ("%", 46, 1),
    "k_20PersonenMetHoogsteInkomen": ("%", 15, 1),
    "PersonenInArmoede": ("%", 6, 1),
    "GemGestandaardiseerdInkomenVanHuish": ("x 1 000 euro", 34, 1),
    "GemGestandaardiseerdInkomen": ("x 1 000 euro", 34, 1),
    "HuishoudensMetEenLaagInkomen": ("%", 8, 1),
    "HuishOnderOfRondSociaalMinimum": ("%", 7, 1),
    "HuishoudensTot110VanSociaalMinimum": ("%", 9, 1),
    "HuishoudensTot120VanSociaalMinimum": ("%", 12, 1),
    "PersonenTot25BovenArmoedegrens": ("%", 10, 1),
    "k_40HuishoudensMetLaagsteInkomen": ("%", 48, 1),
    "k_20HuishoudensMetHoogsteInkomen": ("%", 12, 1),
    "OnbewoondeWoningen": ("%", 4, 0),
    "Aardgaswoningen": ("%", 80, 0),
    "WerknemersMetVasteArbeidsr": ("%", 55, 0),
    "WerknemersMetFlexibeleArbe": ("%", 30, 0),
    "MediaanVermogenVanParticuliereHuish": ("x 1 000 euro", 70, 1),
    "WmoClientenRelatief": ("per 1 000 inwoners", 70, 0),
    "PersonenautoSPerHuishouden": ("per huishouden", 0.8, 1),
    "PersonenautoSNaarOppervlakte": ("per km2", 1500, 0),
    "AfstandTotHuisartsenpraktijk": ("km", 0.9, 1),
    "AfstandTotGroteSupermarkt": ("km", 0.8, 1),
    "AfstandTotKinderdagverblijf": ("km", 0.6, 1),
    "AfstandTotSchool": ("km", 0.7, 1),
    "ScholenBinnen3Km": ("aantal", 9.6, 1),
    "OppervlakteTotaal": ("ha", 27, 0),
    "OppervlakteLand": ("ha", 25, 0),
    "OppervlakteWater": ("ha", 2, 0),
    "Dekkingspercentage": ("code", 1, 0),
    "MateVanStedelijkheid": ("code", 2, 0),
    "Omgevingsadressendichtheid": ("aantal adressen per km2", 1900, 0),
}
AREAS = ("OppervlakteTotaal", "OppervlakteLand", "OppervlakteWater")
TEXT = "MeestVoorkomendePostcode"


@dataclass(frozen=True)
class Column:
    """One column; ``mean`` is None for a count."""

    number: int
    base: str
    group: str
    late: bool
    unit: str
    mean: float | None
    decimals: int

    @property
    def key(self) -> str:
        return f"{self.base}_{self.number}"


def columns(layout: str) -> list[Column]:
    """Columns from the fifth on."""
    found: list[Column] = []
    for line in layout.replace("\n ", " ").split("\n"):
        if not line.strip():
            continue
        head, _, names = line.partition(": ")
        number, _, group = head.partition(" ")
        late, group = group.startswith("~"), group.removeprefix("~")
        for place, name in enumerate(names.split()):
            found.append(Column(int(number) + place, name, group, late, *_unit(name, group)))
    return found


def unit_of(base: str) -> str:
    return _unit(base, "")[0]


def _unit(base: str, group: str) -> tuple[str, float | None, int]:
    if base in MEANS:
        return MEANS[base]
    if group == "Elektriciteitsverbruik":
        return "kWh", 2700, 0
    if group == "Aardgasverbruik":
        return "m3", 950, 0
    if base.startswith(("Percentage", "Tussenwoning", "Hoekwoning", "TweeOnder", "Vrijstaande")):
        return "%", 40, 0
    return ("code", 1, 0) if base == TEXT else ("aantal", None, 0)
