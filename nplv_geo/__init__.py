"""Zicht op Wijken: the 20 NPLV focus areas on published Dutch neighbourhood statistics."""

__version__ = "0.1.0"
