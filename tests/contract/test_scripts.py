"""The package of scripts: its bundles, its pinned tools, its one name on the window."""

from __future__ import annotations

import json
import re

from nplv_geo.ground.settings import PROJECT

SCRIPTS = PROJECT / "scripts"
BUNDLES = {
    name: (PROJECT / "assets" / name).read_text(encoding="utf-8")
    for name in ("first.js", "page.js", "grid.js", "pair.js")
}
SOURCES = {
    str(path.relative_to(SCRIPTS / "src")): path.read_text(encoding="utf-8")
    for path in (SCRIPTS / "src").rglob("*.js")
}


def test_these_bundles_are_all_scripts_of_ours_that_are_served() -> None:
    assert {path.name for path in (PROJECT / "assets").glob("*.js")} == set(BUNDLES)
    for text in BUNDLES.values():
        assert text.startswith("/* Built from scripts/src ")
        assert text.count("\n") < 10, "minified"


def test_what_both_bundles_need_is_in_the_first_one_only() -> None:
    shared = set(re.findall(r'"(src/[\w/-]+\.js)":', BUNDLES["first.js"]))
    read = set(re.findall(r'nplv_geo\.shared\["(src/[\w/-]+\.js)"\]', BUNDLES["page.js"]))
    assert len(shared) > 10
    assert shared == read
    # The cache of files is one of them: a file is not fetched twice.
    assert "src/map/files.js" in shared


def test_scripts_put_one_name_of_their_own_on_the_window() -> None:
    put = {
        name
        for text in [*SOURCES.values(), (SCRIPTS / "build.mjs").read_text(encoding="utf-8")]
        for name in re.findall(r"window\.(\w+) = ", text)
    }
    assert put == {"nplv_geo", "dash_clientside"}
    given = {
        name for text in SOURCES.values() for name in re.findall(r"assign\(window, (.*)\)", text)
    }
    # The grid finds what it calls under two names of Dash AG Grid.
    assert given == {"{ regeneratorRuntime }"}
    assert re.findall(r"^  (\w+): \{", SOURCES["grid.js"], re.MULTILINE) == [
        "dashAgGridFunctions",
        "dashAgGridComponentFunctions",
    ]


def test_tools_and_packages_are_pinned_and_locked_with_their_hashes() -> None:
    package = json.loads((SCRIPTS / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((SCRIPTS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = package["dependencies"] | package["devDependencies"]
    assert len(asked) == 9
    for name, version in asked.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    assert [path for path, entry in lock.items() if path and "integrity" not in entry] == []
    assert set(package["dependencies"]) == {"morphdom", "regenerator-runtime"}
    licences = {path.name for path in (PROJECT / "assets/vendor").glob("*.LICENSE")}
    assert {f"{name}.LICENSE" for name in package["dependencies"]} < licences


# Of the document and of files; everything else that begins with a capital is a word for readers.
_NAMES = {
    *(
        "Backspace",
        "DOMContentLoaded",
        "Delete",
        "End",
        "Enter",
        "Escape",
        "Home",
        "Polygon",
        "Tab",
    ),
}
_LITERAL = re.compile(r'"([^"\n]*)"|`([^`]*)`')
_SENTENCE = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+[.:!?]?|(… )?[\w,;-]{2,}( [\w,;…-]+)+[.:!?]?")


def _sentences(text: str) -> set[str]:
    """What a script may say to readers: no selectors, no remarks, no errors for programmers."""
    code = re.sub(r"/\*.*?\*/|(?<=\s)//[^\n]*|Error\([^\n]*\)", "", text, flags=re.DOTALL)
    literals = (re.sub(r"\$\{[^}]*\}", "…", "".join(found)) for found in _LITERAL.findall(code))
    return {text for text in literals if _SENTENCE.fullmatch(text)} - _NAMES


def test_no_script_has_words_of_the_interface() -> None:
    assert {name: said for name, text in SOURCES.items() if (said := _sentences(text))} == {}


def test_words_in_a_script_are_found() -> None:
    script = (
        'const WORDS = { nl: "Gestopt.", en: "The file did not arrive." }; say(`${name} wacht op`);'
    )
    assert _sentences(script) == {"Gestopt.", "The file did not arrive.", "… wacht op"}
    assert (
        _sentences('find(".first canvas"); /* "Stop" */ throw new Error("no such file");') == set()
    )
