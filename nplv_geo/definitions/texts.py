"""Texts of definitions in both languages, and the model that all definitions share."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from nplv_geo.ground.contracts import Contract

Language = Literal["nl", "en"]


class Definition(Contract):
    """Something that a person wrote in a file."""


class Text(Definition):
    """A text in both languages of the interface."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, language: Language) -> str:
        """Give the text in ``language``."""
        return self.nl if language == "nl" else self.en
