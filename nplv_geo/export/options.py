"""What can be chosen of a picture: size of the sheet, kind of file, resolution, greys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from nplv_geo.ground.errors import ExportError
from nplv_geo.present.page.query import shorten_word

FileKind = Literal["png", "svg", "pdf"]
BriefingKind = Literal["pptx", "pdf"]
TalkKind = Literal["docx", "pdf"]
SizeName = Literal["slide", "a4", "a4-liggend", "vierkant"]
KINDS: tuple[FileKind, ...] = get_args(FileKind)
BRIEFING_KINDS: tuple[BriefingKind, ...] = get_args(BriefingKind)
TALK_KINDS: tuple[TalkKind, ...] = get_args(TalkKind)
SIZES: tuple[SizeName, ...] = get_args(SizeName)
RESOLUTIONS = (150, 300)
MIMETYPES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a picture is made; every combination is possible."""

    kind: FileKind = "png"
    size: SizeName = "slide"
    dpi: int = 150
    grey: bool = False


def read_map_options(kind: str, size: str = "", dpi: str = "", grey: str = "") -> MapOptions:
    """Read options from the words of a URL or a command; what is empty takes its default.

    Raises
    ------
    ExportError
        When a word is not one of the choices; the sentence names them.
    """
    file_kind = next((choice for choice in KINDS if choice == kind.lower()), None)
    size_name = next((choice for choice in SIZES if choice == (size or SIZES[0])), None)
    resolution = next((n for n in RESOLUTIONS if str(n) == (dpi or str(RESOLUTIONS[0]))), None)
    if file_kind is None:
        raise _make_error("Bestandstype", kind, KINDS)
    if size_name is None:
        raise _make_error("Formaat", size, SIZES)
    if resolution is None:
        raise _make_error("Resolutie", dpi, [str(n) for n in RESOLUTIONS])
    if grey not in ("", "0", "1"):
        raise _make_error("Grijs", grey, ("0", "1"))
    return MapOptions(file_kind, size_name, resolution, grey == "1")


def read_briefing_kind(word: str) -> BriefingKind:
    """Read the kind of file of a briefing; what is empty becomes PowerPoint.

    Raises
    ------
    ExportError
        When the word is not one of the choices; the sentence names them.
    """
    kind = word.lower() or BRIEFING_KINDS[0]
    briefing_kind = next((choice for choice in BRIEFING_KINDS if choice == kind), None)
    if briefing_kind is None:
        raise _make_error("Bestandstype", word, BRIEFING_KINDS)
    return briefing_kind


def read_undermining(word: str) -> bool:
    """Read whether a briefing has the slide about undermining; what is empty is no.

    Raises
    ------
    ExportError
        When the word is neither yes nor no.
    """
    choices = {"": False, "nee": False, "ja": True}
    if word not in choices:
        raise ExportError(f"'ondermijning={shorten_word(word)}' bestaat niet; kies ja of nee.")
    return choices[word]


def read_talk_kind(word: str) -> TalkKind:
    """Read the kind of file of a talk sheet; what is empty becomes Word.

    Raises
    ------
    ExportError
        When the word is not one of the choices; the sentence names them.
    """
    kind = word.lower() or TALK_KINDS[0]
    talk_kind = next((choice for choice in TALK_KINDS if choice == kind), None)
    if talk_kind is None:
        raise _make_error("Bestandstype", word, TALK_KINDS)
    return talk_kind


def _make_error(what: str, word: str, choices: tuple[str, ...] | list[str]) -> ExportError:
    return ExportError(
        f"{what} '{shorten_word(word)}' bestaat niet; kies uit {', '.join(choices)}."
    )
