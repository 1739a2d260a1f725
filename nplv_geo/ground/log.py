"""Structured log on standard error: one line an event, naming area, layer and edition."""

from __future__ import annotations

import logging
import os
import sys

import structlog


def configure_log() -> None:
    """Log warnings and worse, or from the level named in ``NPLV_LOG`` (such as ``INFO``)."""
    level = logging.getLevelNamesMapping().get(
        os.environ.get("NPLV_LOG", "").upper(), logging.WARNING
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
