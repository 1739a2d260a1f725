"""Structured log on standard error: one line an event, naming area, layer and edition."""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

import structlog

# What every line gets; an exception stands on the line of its event.
PROCESSORS: Final = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
)


def make_renderer() -> structlog.processors.LogfmtRenderer:
    """Make what writes an event as one line."""
    return structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])


def configure_log() -> None:
    """Log warnings and worse, or from the level named in ``NPLV_LOG`` (such as ``INFO``)."""
    level = logging.getLevelNamesMapping().get(
        os.environ.get("NPLV_LOG", "").upper(), logging.WARNING
    )
    structlog.configure(
        processors=[*PROCESSORS, make_renderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
