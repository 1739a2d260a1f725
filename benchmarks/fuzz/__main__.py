"""``python -m benchmarks.fuzz``: what strangers send to the delivered set-up, and what they see.

Through Caddy to two replicas: 100,000 addresses, 10,000 orders to API and exports, 5,000 posts,
and meanwhile 100 clients that send slowly (``--share 0.1``: a tenth of each). Nothing may answer
5xx but 503, nothing but a file may take over two seconds, and memory, printed every 10,000, has to
stay flat. Exit code 1 when it is not so.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzz.made_up import MakerUp, Request
from benchmarks.load.connection import Connection
from benchmarks.load.delivered import Delivered, delivering
from nplv_geo.edition.store import open_current
from nplv_geo.ground.settings import read_settings

AMOUNTS = {"pages": 100_000, "orders": 10_000, "posts": 5_000}
SLOW = 100
AT_ONCE = 6
LIMIT_S = 2.0
_TELL_EACH = 10_000
_SLOW_PAUSE_S = 3.0
_SHOWN = 20
_ALLOWED = 503


@dataclass
class Seen:
    """What came of all of it."""

    asked: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Send all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the full amounts")
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--data", type=Path, default=read_settings().data, help="with an edition")
    asked = parser.parse_args()
    made_up = MakerUp(open_current(asked.data / "editions"), asked.seed)
    with delivering(asked.data.resolve(), 2) as delivered:
        seen = asyncio.run(send_all(delivered, made_up, asked.share))
    print(f"{seen.asked} requests, slowest but files {seen.slowest:.2f} s, {dict(seen.statuses)}")
    for line in seen.wrong[:_SHOWN]:
        print("  wrong:", line)
    sys.exit(1 if seen.wrong else 0)


async def send_all(delivered: Delivered, made_up: MakerUp, share: float) -> Seen:
    """Send addresses, orders and posts, while others send slowly."""
    seen = Seen()
    counts = {kind: round(amount * share) for kind, amount in AMOUNTS.items()}
    tell_each = round(_TELL_EACH * min(share, 1.0))
    requests = {
        "pages": made_up.list_pages(counts["pages"]),
        "orders": made_up.list_orders(counts["orders"]),
        "posts": made_up.list_posts(counts["posts"]),
    }
    slow = [asyncio.create_task(send_slowly(delivered.port, n)) for n in range(SLOW)]
    print(f"at the start: {delivered.read_memory()}", flush=True)
    for kind, of_kind in requests.items():
        await asyncio.gather(
            *(send(delivered, kind, of_kind, seen, tell_each) for _ in range(AT_ONCE))
        )
        print(f"{kind} {counts[kind]}: {delivered.read_memory()}", flush=True)
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    return seen


async def send(
    delivered: Delivered, kind: str, requests: Iterator[Request], seen: Seen, tell_each: int
) -> None:
    """Send one request after the other, together with the others that do so."""
    async with Connection(delivered.port) as connection:
        for request in requests:
            answer = await connection.ask(request.target, request.method, request.body)
            is_file = request.target.startswith(b"/export/")
            seen.asked += 1
            seen.statuses[f"{kind} {answer.status}"] += 1
            if not is_file:
                seen.slowest = max(seen.slowest, answer.seconds)
            fails = answer.status == 0 or (answer.status >= 500 and answer.status != _ALLOWED)  # noqa: PLR2004
            if fails or (not is_file and answer.seconds > LIMIT_S):
                what = (request.target + b" " + request.body)[:300]
                seen.wrong.append(f"{answer.status} {answer.seconds:.1f} s {what!r}")
            if seen.asked % tell_each == 0:
                print(f"  after {seen.asked}: {delivered.read_memory()}", flush=True)


async def send_slowly(port: int, number: int) -> None:
    """Send half a request byte by byte, and begin again when the server hangs up."""
    start = b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n"
    begun = start if number % 2 else b"GET / HTTP/1.1\r\nHost"
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            while not reader.at_eof():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(_SLOW_PAUSE_S)
                if len(reader._buffer):  # type: ignore[attr-defined]  # noqa: SLF001
                    break
            writer.close()
        except OSError:
            await asyncio.sleep(_SLOW_PAUSE_S)


if __name__ == "__main__":
    main()
