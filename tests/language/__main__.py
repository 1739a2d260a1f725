"""``python -m tests.language [EDITION …]``: the measure of all Dutch texts, and the worst."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from nplv_geo.edition.opening import open_whole
from tests.language.gathering import gather_made_texts, gather_written_texts
from tests.language.measure import Sentence, list_worst, measure_texts, summarise

_WORST, _RAREST = 20, 30


@click.command()
@click.argument("editions", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=_WORST, show_default=True, help="How many of the worst.")
def main(editions: tuple[Path, ...], count: int) -> None:
    """Print the measure of each source, the hardest sentences and the rarest words."""
    found = gather_written_texts()
    for folder in editions:
        found += gather_made_texts(open_whole(folder))
    sentences = measure_texts(found)
    click.echo("source      sentences  words  mean  longest  Flesch-Douma  rare words")
    sources = dict.fromkeys(text.source for text in found)
    for source in (*sources, "all"):
        _print_row(source, [s for s in sentences if source in (s.place.partition(".")[0], "all")])
    click.echo(f"\nThe {count} hardest sentences:")
    for one in list_worst(sentences, count):
        click.echo(f"{one.hardness:5.0f} {one.score:6.1f} {one.words:3} {one.place}: {one.text}")
    rare = Counter(word.lower() for one in sentences for word in one.rare)
    click.echo("\nThe rare words that stand most often:")
    click.echo(", ".join(f"{word} ({n})" for word, n in rare.most_common(_RAREST)))


def _print_row(source: str, sentences: list[Sentence]) -> None:
    total = summarise(sentences)
    click.echo(
        f"{source:10} {total.sentences:10} {total.words:6} {total.mean_words:5.1f} "
        f"{total.longest:8} {total.score:13.1f} {total.rare_share:11.1%}"
    )


main()
