"""Answers of OData: state, columns and members of a table, its rows, and the catalogue.

Version 3 is what is fetched; of version 4 only the name of the link to the next page differs here.
Members that nothing is done with are left out unseen.
"""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, FailFast, Field, StringConstraints
from pydantic import TypeAdapter as Adapter

from nplv_geo.sources.schemas.reading import Schema

Entity = TypeVar("Entity")

# Of a figure of a gemeente, wijk or buurt; what is beyond it is no number but damage.
_MOST = 1e15
# Topics and dimensions are named in addresses, tables are names of folders too.
Key = Annotated[str, StringConstraints(pattern=r"^\w{0,200}$")]
TableId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,40}$")]
# Stands between quotes in a filter.
MemberKey = Annotated[str, StringConstraints(pattern=r"^[^'\x00-\x1f]{1,100}$")]
Title = Annotated[str, StringConstraints(max_length=2_000)]
Stamp = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d[0-9T:.Z+-]{0,30}$")]
Number = (
    Annotated[int, Field(ge=-int(_MOST), le=int(_MOST))]
    | Annotated[float, Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)]
)
Cell = Number | Title | None
Row = dict[str, Cell]
Mark = Annotated[int, Field(ge=-(2**31), le=2**31)] | Title


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class TableInfo(_Model):
    """State of a table: when it was changed last, and why."""

    identifier: Title | None = Field(None, alias="Identifier")
    modified: Stamp = Field(alias="Modified")
    reason: Title | None = Field(None, alias="ReasonDelivery")


class Property(_Model):
    """One column of a table, or a heading over some of them."""

    id: Mark | None = Field(None, alias="ID")
    parent: Mark | None = Field(None, alias="ParentID")
    odata_type: Title | None = Field(None, alias="odata.type")
    type: Title | None = Field(None, alias="Type")
    key: Key | None = Field(None, alias="Key")
    title: Title | None = Field(None, alias="Title")
    unit: Title | None = Field(None, alias="Unit")
    datatype: Title | None = Field(None, alias="Datatype")
    map_year: Annotated[int, Field(ge=1900, le=2100)] | None = Field(None, alias="MapYear")

    @property
    def kind(self) -> str:
        """Kind of property, such as ``Topic`` or ``GeoDetail``."""
        return (self.odata_type or "").rpartition(".")[2] or self.type or ""


class Member(_Model):
    """One member of a dimension: an area, a period, a kind."""

    key: MemberKey = Field(alias="Key")
    title: Title | None = Field(None, alias="Title")
    status: Title | None = Field(None, alias="Status")


class CatalogTable(_Model):
    """One table of the catalogue."""

    identifier: TableId = Field(alias="Identifier")
    title: Title = Field(alias="Title")


class Page(_Model, Generic[Entity]):
    """One page of a set."""

    value: Annotated[list[Entity], FailFast()]
    next_link: Annotated[str, Field(min_length=1, max_length=8_000)] | None = Field(
        None, validation_alias=AliasChoices("odata.nextLink", "@odata.nextLink")
    )


class FilledPage(Page[Entity], Generic[Entity]):
    """One page of a set that is never empty."""

    value: Annotated[list[Entity], FailFast(), Field(min_length=1)]


class OnlyPage(Page[Entity], Generic[Entity]):
    """The page of a set of one."""

    value: Annotated[list[Entity], Field(min_length=1, max_length=1)]


TABLE_INFOS = Schema('JSON met één rij in "value"', Adapter(OnlyPage[TableInfo]))
PROPERTIES = Schema('JSON met een lijst kolommen in "value"', Adapter(FilledPage[Property]))
MEMBERS = Schema('JSON met een lijst leden met "Key" in "value"', Adapter(FilledPage[Member]))
ROWS = Schema('JSON met een lijst rijen met cijfers in "value"', Adapter(Page[Row]))
CATALOG = Schema('JSON met een lijst tabellen in "value"', Adapter(Page[CatalogTable]))
