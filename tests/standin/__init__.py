"""A local stand-in for the open data services; README.md beside this file says how to use it."""

from tests.standin.server import StandIn

__all__ = ["StandIn"]
