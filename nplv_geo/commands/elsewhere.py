"""``publish``: editions into a bucket; and what commands do first when they read from one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from nplv_geo.ground.settings import Settings, parse_bucket, read_settings

Given = ParamSpec("Given")
Got = TypeVar("Got")


def bring_and_tell(where: Settings) -> None:
    """Have the current edition of the bucket here, if there is one, and say what was wrong.

    Raises
    ------
    EditionError
        When the bucket gives none, and none was brought before.
    """
    if where.bucket is None:
        return
    from nplv_geo.edition.elsewhere.mirror import bring_current

    problem = bring_current(where)
    if problem:
        click.echo(f"let op  {problem} Tot dan de laatste editie die hier is.", err=True)


def reads_edition(command: Callable[Given, Got]) -> Callable[Given, Got]:
    """Let a command read the edition that the bucket names now."""

    @wraps(command)
    def bring_first(*args: Given.args, **options: Given.kwargs) -> Got:
        bring_and_tell(read_settings())
        return command(*args, **options)

    return bring_first


@click.command()
@click.argument("place", metavar="PLEK")
@click.option("--edition", metavar="EDITIE", help="Een andere editie dan de huidige.")
@click.option("--use", metavar="EDITIE", help="Stuur niets, maar ga daar terug naar deze editie.")
@click.option("--again", is_flag=True, help="Stuur ook wat er al staat: een bestand is beschadigd.")
def publish(place: str, edition: str | None, use: str | None, *, again: bool) -> None:
    """Zet een editie in een emmer (s3://emmer/map), waar servers haar ophalen."""
    from rich.console import Console

    from nplv_geo.edition.elsewhere.bucket import Bucket
    from nplv_geo.edition.elsewhere.publishing import publish_edition, use_published
    from nplv_geo.edition.store import open_current, open_one

    where, bucket = read_settings(), Bucket(parse_bucket(place, "PLEK"))
    if use:
        use_published(bucket, use)
        click.echo(f"Editie {use} is nu de huidige in {bucket.url}.")
        return
    chosen = open_one(where.built, edition) if edition else open_current(where.built)
    with Console(stderr=True).status("Versturen") as shown:
        sent = publish_edition(
            chosen, bucket, again=again, progress=lambda t: shown.update(f"Versturen: {t}")
        )
    told = f"{sent.files} bestanden, {sent.bytes / 1e6:.0f} MB" if sent.files else "stond er al"
    click.echo(f"Editie {chosen.id} is nu de huidige in {bucket.url}: {told}.")
