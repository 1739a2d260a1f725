"""What all definitions share: their model, their texts in both languages, their TOML."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

from pydantic import Field

from nplv_geo.ground.contracts import Contract
from nplv_geo.ground.errors import NplvError

Language = Literal["nl", "en"]


class Definition(Contract):
    """Something that a person wrote in a file."""


class Text(Definition):
    """A text in both languages of the interface."""

    nl: str = Field(min_length=1, description="In Dutch.")
    en: str = Field(min_length=1, description="In English.")

    def in_(self, language: Language) -> str:
        """Give the text in one language.

        Parameters
        ----------
        language
            Language of the interface.

        Returns
        -------
        str
            The text, never empty.
        """
        return self.nl if language == "nl" else self.en


def parse_toml(text: str, file: str, error_type: type[NplvError]) -> dict[str, Any]:
    """Parse the TOML of a definition.

    Parameters
    ----------
    text
        Content of the file.
    file
        Name of the file, for who reads an error.
    error_type
        Error of that file.

    Returns
    -------
    dict
        Tables and values, not checked yet.

    Raises
    ------
    NplvError
        Of ``error_type``, when the text is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise error_type(f"{file}: geen geldige TOML: {error}.") from error
