"""The part of OData's ``$filter`` that the services are known to accept."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from tests.standin.table import Mask, RefusedError

# (name of the column, operator or function, test on one cell) gives which rows pass
Resolve = Callable[[str, str, Callable[[str], bool]], Mask]

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[(),]|[^\s(),']+)")
_MOST_OR = 50  # long ladders are a 500; where exactly is not known
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}


def apply(text: str, resolve: Resolve) -> Mask:
    """Rows that pass the filter ``text``."""
    tokens: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RefusedError(400, f"Syntax error at position {at} in '{text}'.")
        tokens.append(match[1])
        at = match.end()
    if tokens.count("or") > _MOST_OR:
        raise RefusedError(500, "The query is too complex")
    parser = _Parser(tokens, resolve)
    mask = parser.either()
    if parser.tokens:
        raise RefusedError(400, f"Syntax error at '{parser.tokens[-1]}'.")
    return mask


class _Parser:
    """Reads tokens from the end of a list that stands in reverse."""

    def __init__(self, tokens: list[str], resolve: Resolve) -> None:
        self.tokens = tokens[::-1]
        self.resolve = resolve

    def either(self) -> Mask:
        mask = self._both()
        while self._next_is("or"):
            mask = mask | self._both()
        return mask

    def _both(self) -> Mask:
        mask = self._one()
        while self._next_is("and"):
            mask = mask & self._one()
        return mask

    def _one(self) -> Mask:
        if self._next_is("not"):
            return ~self._one()
        if self._next_is("("):
            mask = self.either()
            self._expect(")")
            return mask
        name = self._take()
        if name in ("startswith", "endswith", "substringof"):
            return self._call(name)
        if name == "substring":
            return self._substring()
        compare, value = self._comparison()
        return self.resolve(name, compare, lambda cell: _COMPARE[compare](cell, value))

    def _call(self, name: str) -> Mask:
        first, second = self._arguments(2)
        column, text = (second, first) if name == "substringof" else (first, second)
        sought = _string(text)
        tests: dict[str, Callable[[str], bool]] = {
            "startswith": lambda cell: cell.startswith(sought),
            "endswith": lambda cell: cell.endswith(sought),
            "substringof": lambda cell: sought in cell,
        }
        mask = self.resolve(column, name, tests[name])
        if self._next_is("eq"):
            return mask if self._take() == "true" else ~mask
        return mask

    def _substring(self) -> Mask:
        column, start, length = self._arguments(3)
        begin = int(start)
        part = slice(begin, begin + int(length))
        compare, value = self._comparison()
        return self.resolve(column, "substring", lambda cell: _COMPARE[compare](cell[part], value))

    def _comparison(self) -> tuple[str, str]:
        compare = self._take()
        if compare not in _COMPARE:
            raise RefusedError(400, f"Syntax error at '{compare}'.")
        literal = self._take()
        return compare, _string(literal) if literal.startswith("'") else literal

    def _arguments(self, count: int) -> list[str]:
        self._expect("(")
        found = [self._take()]
        for _ in range(count - 1):
            self._expect(",")
            found.append(self._take())
        self._expect(")")
        return found

    def _take(self) -> str:
        if not self.tokens:
            raise RefusedError(400, "Syntax error: the filter ends too early.")
        return self.tokens.pop()

    def _expect(self, token: str) -> None:
        found = self._take()
        if found != token:
            raise RefusedError(400, f"Syntax error at '{found}': '{token}' expected.")

    def _next_is(self, token: str) -> bool:
        if self.tokens and self.tokens[-1] == token:
            self.tokens.pop()
            return True
        return False


def _string(literal: str) -> str:
    if not literal.startswith("'"):
        raise RefusedError(400, f"A text was expected in place of '{literal}'.")
    return literal[1:-1].replace("''", "'")
