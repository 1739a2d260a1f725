"""Check that public functions and classes say what comes in, what goes out and what can go wrong.

Run as ``python -m tests.docstrings FILES-OR-FOLDERS`` (part of ``make check``). The checks of
numpydoc stand in ``pyproject.toml``; two are ours: what a function raises itself stands under
Raises, and what a dataclass holds under Attributes. Types are left to the annotations.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

from numpydoc.docscrape import get_doc_object
from numpydoc.validate import validate

ROOT = Path(__file__).resolve().parents[1]


def main(paths: list[str]) -> int:
    """Print every fault in the modules under ``paths`` and tell whether there was one."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    checks = set(settings["tool"]["numpydoc_validation"]["checks"])
    faults = [
        fault
        for module in find_modules(paths)
        for name, documented in find_public_objects(module)
        for fault in find_faults(name, documented, checks)
    ]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def find_modules(paths: list[str]) -> Iterator[ModuleType]:
    """Import the modules of files and, with all that is below them, of folders."""
    for path in map(Path, paths):
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for file in files:
            parts = file.with_suffix("").parts
            yield importlib.import_module(".".join(parts).removesuffix(".__init__"))


def find_public_objects(module: ModuleType) -> Iterator[tuple[str, object]]:
    """Find functions and classes that a module defines itself, and their own public members."""
    for name, defined in vars(module).items():
        if name.startswith("_") or getattr(defined, "__module__", "") != module.__name__:
            continue
        if not (inspect.isfunction(defined) or inspect.isclass(defined)):
            continue
        yield f"{module.__name__}.{name}", defined
        if inspect.isclass(defined):
            for member, code in vars(defined).items():
                if not member.startswith("_") and is_documented_member(code):
                    yield f"{module.__name__}.{name}.{member}", code


def is_documented_member(code: object) -> bool:
    """Tell whether a member of a class is code, and not a value."""
    is_property = isinstance(code, property) or type(code).__name__ == "cached_property"
    return inspect.isfunction(code) or is_property or isinstance(code, classmethod | staticmethod)


def find_faults(name: str, documented: object, checks: set[str]) -> Iterator[str]:
    """Describe what the docstring of one object lacks."""
    found = validate(name)
    place = f"{Path(found['file'] or '').name}:{found['file_line']}: {name}"
    for code, message in found["errors"]:
        if code in checks and (takes_parameters(documented) or not code.startswith("PR")):
            yield f"{place}: {code} {message}"
    if inspect.isclass(documented) and is_dataclass(documented):
        described = find_described(documented, "Attributes")
        for field in fields(documented):
            if not field.name.startswith("_") and field.name not in described:
                yield f"{place}: attribute {field.name} is not described"
    if inspect.isfunction(documented):
        described = find_described(documented, "Raises")
        for error in sorted(find_raised(documented) - described):
            yield f"{place}: {error} does not stand under Raises"


def takes_parameters(documented: object) -> bool:
    """Tell a function, or a class made by hand, from one that holds what it is made with."""
    if not inspect.isclass(documented):
        return True
    is_protocol = getattr(documented, "_is_protocol", False)  # nobody makes one
    return "__init__" in vars(documented) and not is_protocol and not is_dataclass(documented)


def find_described(documented: object, section: str) -> set[str]:
    """Names that a section of a docstring describes."""
    entries = get_doc_object(documented)[section]
    return {
        name.strip() for entry in entries for name in (entry.name or entry.type).split(",") if name
    }


def find_raised(function: object) -> set[str]:
    """Names of the errors that the lines of a function itself raise."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))  # type: ignore[arg-type]
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc]
    errors = [node.func if isinstance(node, ast.Call) else node for node in raised]
    return {ast.unparse(error).rpartition(".")[2] for error in errors if is_class_name(error)}


def is_class_name(error: ast.expr) -> bool:
    """Tell a class from a variable that holds an error."""
    return ast.unparse(error).rpartition(".")[2][:1].isupper()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
