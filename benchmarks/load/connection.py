"""One connection of a client, kept open, that sends bytes as they are and reads the answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_GONE = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when the connection broke."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    seconds: float


class Connection:
    """A client of a host on this machine."""

    def __init__(self, port: int, patience: float = 150.0) -> None:
        self._port, self._patience = port, patience
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def __aenter__(self) -> Self:
        """Begin; the connection is made with the first request."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up."""
        self._hang_up()

    async def ask(self, target: bytes, method: bytes = b"GET", body: bytes = b"") -> Answer:
        """Send a request, and wait for the whole of the answer.

        A connection that was closed while nothing was asked is made anew, as browsers do.
        """
        request = b"%b %b HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: br, gzip\r\n" % (
            method,
            target,
            self._port,
        )
        if body or method == b"POST":
            request += b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body)
        began = time.perf_counter()
        for is_kept in (self._streams is not None, False):
            try:
                async with asyncio.timeout(self._patience):
                    status, headers, content = await self._exchange(request + b"\r\n" + body)
            except (OSError, EOFError, TimeoutError, ValueError):
                self._hang_up()
                if not is_kept:
                    break
            else:
                if headers.get("connection", "").lower() == "close":
                    self._hang_up()
                return Answer(status, headers, content, time.perf_counter() - began)
        return Answer(_GONE, {}, b"", time.perf_counter() - began)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=2**20)
        reader, writer = self._streams
        writer.write(request)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        status = int(head[0].split()[1])
        if headers.get("transfer-encoding") == "chunked":
            return status, headers, await _read_chunks(reader)
        length = 0 if status in {204, 304} else int(headers.get("content-length", "0"))
        return status, headers, await reader.readexactly(length)

    def _hang_up(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    pieces = []
    while size := int((await reader.readline()).split(b";")[0], 16):
        pieces.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return b"".join(pieces)
