"""Lines of gunicorn and Flask in the form of ours, without the addresses of who asked."""

from __future__ import annotations

import logging
import os
import re
import sys
from typing import Any, Final

import structlog
from gunicorn.glogging import Logger
from structlog.typing import EventDict

from nplv_geo.ground.log import PROCESSORS, make_renderer

_ADDRESS: Final = re.compile(r"\bip=\S+")


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """What gunicorn logs with (``--logger-class``)."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401  # gunicorn's configuration
        """Write in one form, whoever writes."""
        super().setup(cfg)
        handler = make_handler()
        self.error_log.handlers = [handler]
        root = logging.getLogger()
        root.handlers = [handler]
        root.setLevel(logging.WARNING)


def make_handler() -> logging.Handler:
    """Make what writes lines of the standard library as structlog does."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=list(PROCESSORS),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _leave_out_addresses,
                make_renderer(),
            ],
        )
    )
    return handler


def _leave_out_addresses(_: object, __: str, event: EventDict) -> EventDict:
    return {**event, "event": _ADDRESS.sub("ip=-", str(event.get("event", "")))}


def child_exit(_: object, worker: Any) -> None:  # noqa: ANN401  # gunicorn's worker
    """Let go of the numbers of a process that ended; gunicorn calls it by its name."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415  # after a fork

    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        mark_process_dead(worker.pid)
