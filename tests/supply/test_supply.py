"""What others made: a bill of materials, licences that are allowed, and known weaknesses."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from nplv_geo.ground.settings import PROJECT
from supply import audit, licences
from supply.licences import Licensed
from supply.pins import RUNTIME, TOOLS, Pin, read_lock, read_npm_lock
from supply.sbom import make_sbom
from tests.children import uncounted

DASH = Pin("PyPI", "dash", "4.4.1")
Advisory = dict[str, Any]
MORPHDOM = Pin("npm", "morphdom", "2.7.8")


def test_pins_are_read_with_their_hashes_and_machines(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    digest = "a" * 64
    lock.write_text(
        f"# made\ncoverage[toml]==7.1 \\\n    --hash=sha256:{digest}\n"
        f"Py_YAML==6.0 ; python_version >= '3.15' \\\n    --hash=sha256:{'b' * 64}\n"
    )
    assert read_lock(lock) == [
        Pin("PyPI", "coverage", "7.1", (digest,)),
        Pin("PyPI", "py-yaml", "6.0", ("b" * 64,), "python_version >= '3.15'"),
    ]
    assert MORPHDOM in read_npm_lock()
    assert "dash" in {pin.name for pin in read_lock(RUNTIME)}


# --- bill of materials ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sbom() -> dict[str, Any]:
    return make_sbom()


def test_the_bill_has_all_that_runs_with_hashes_and_nothing_that_only_tests(
    sbom: dict[str, Any],
) -> None:
    names = {one["name"].lower() for one in sbom["components"]}
    assert {"dash", "geopandas", "gunicorn", "obstore", "morphdom"} <= names
    assert names.isdisjoint({"pytest", "ruff", "playwright", "cyclonedx-bom"})
    (dash,) = [one for one in sbom["components"] if one["name"] == "dash"]
    files = [one for one in dash["externalReferences"] if one.get("hashes")]
    (pin,) = [pin for pin in read_lock(RUNTIME) if pin.name == "dash"]
    assert [one["content"] for one in files[0]["hashes"]] == list(pin.hashes)
    assert dash["purl"].startswith(f"pkg:pypi/dash@{pin.version}")


def test_the_bill_is_the_same_each_time_and_its_graph_is_whole(sbom: dict[str, Any]) -> None:
    assert make_sbom() == sbom
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    assert "serialNumber" not in sbom
    assert "timestamp" not in sbom["metadata"]
    refs = {one["bom-ref"] for one in sbom["components"]} | {"root-component"}
    assert {one["ref"] for one in sbom["dependencies"]} == refs
    assert {ref for one in sbom["dependencies"] for ref in one.get("dependsOn", [])} < refs


@pytest.mark.slow
def test_the_bill_is_as_its_standard_wants_it(sbom: dict[str, Any]) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(sbom)) is None


# --- licences -------------------------------------------------------------------------------------


def test_every_package_has_a_licence_that_is_allowed() -> None:
    packages = [*licences.list_licences(), *licences.list_bundled()]
    assert len(packages) > 120
    assert licences.find_refused(packages) == []


def test_the_list_of_licences_names_every_package_that_runs() -> None:
    text = licences.LIST.read_text(encoding="utf-8")
    here = {one.name for one in licences.list_licences() if not one.is_tool}
    assert [name for name in here if f"| {name} |" not in text] == []
    assert text == licences.write_list()


@pytest.mark.parametrize(
    ("licence", "is_tool", "is_refused"),
    [
        ("MIT", False, False),
        ("MIT AND PSF-2.0", False, False),
        ("(MIT OR AGPL-3.0-only)", False, False),
        ("MIT AND AGPL-3.0-only", False, True),
        ("GPL-3.0-or-later", False, True),
        ("GPL-3.0-or-later", True, False),
        ("LicenseRef-Proprietary", True, True),
        ("", False, True),
    ],
)
def test_what_is_not_allowed_is_named(*, licence: str, is_tool: bool, is_refused: bool) -> None:
    found = licences.find_refused([Licensed("x", licence, is_tool)])
    said = f"x: de licentie is {licence or 'onbekend'}; zoek een ander pakket"
    assert [sentence.startswith(said) for sentence in found] == [True] * is_refused


# --- known weaknesses -----------------------------------------------------------------------------


def advise(
    name: str = "Dash", ecosystem: str = "PyPI", events: Sequence[Mapping[str, str]] = ()
) -> Advisory:
    package = {"ecosystem": ecosystem, "name": name}
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = [{"package": package, "ranges": ranges, "versions": []}]
    return {"id": "GHSA-1", "summary": "Leest wat hij niet mag", "affected": affected}


DASH_OF_PYPI = {"ecosystem": "PyPI", "name": "dash"}
BEFORE_5 = [{"introduced": "0"}, {"fixed": "5.0"}]


@pytest.mark.parametrize(
    ("advisory", "is_found"),
    [
        (advise(events=BEFORE_5), True),
        (advise(events=[{"introduced": "0"}, {"fixed": "4.4.1"}]), False),
        (advise(events=[{"introduced": "4.4.1"}]), True),
        (advise(events=[{"introduced": "4.5"}]), False),
        (advise(events=[{"introduced": "0"}, {"last_affected": "4.4.1"}]), True),
        (advise(events=[{"introduced": "0"}, {"last_affected": "4.4.0"}]), False),
        (advise(events=[{"introduced": "0"}, {"fixed": "1"}, {"introduced": "4"}]), True),
        (advise() | {"affected": [{"package": DASH_OF_PYPI, "versions": ["4.4.1"]}]}, True),
        (advise(events=[{"introduced": "weet niet"}]), True),
        (advise(events=BEFORE_5) | {"withdrawn": "2026-01-01"}, False),
        (advise("dash-html", events=BEFORE_5), False),
        (advise("dash", "npm", BEFORE_5), False),
        (advise("morphdom", "npm", [{"introduced": "2.0.0"}]), True),
    ],
)
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_advisories_on_disk_are_held_against_the_pins(
    *,
    advisory: Advisory,
    is_found: bool,
    form: str,
    tmp_path: Path,
) -> None:
    place = tmp_path / form
    if form == "zip":
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("GHSA-1.json", json.dumps(advisory))
    else:
        place.mkdir()
        (place / "GHSA-1.json").write_text(json.dumps(advisory))
    found, count = audit.look_on_disk([DASH, MORPHDOM], place)
    assert (len(found), count) == (int(is_found), 1)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "supply", "audit", *words]
    return subprocess.run(
        command, cwd=PROJECT, env=uncounted(), capture_output=True, text=True, check=False
    )


def test_a_weakness_is_told_with_what_it_is_used_for(tmp_path: Path) -> None:
    for number, name in enumerate(("dash", "pytest", "niet-van-ons")):
        advisory = advise(name, events=[{"introduced": "0"}]) | {"id": f"GHSA-{number}"}
        (tmp_path / f"{number}.json").write_text(json.dumps(advisory))
    done = run(str(tmp_path))
    versions = {pin.name: pin.version for pin in read_lock(TOOLS)}
    *lines, last = done.stdout.splitlines()
    assert lines == [
        f"dash {versions['dash']} (draait mee): GHSA-0 Leest wat hij niet mag",
        f"pytest {versions['pytest']} (alleen gereedschap): GHSA-1 Leest wat hij niet mag",
    ]
    assert last.endswith(f"in 3 meldingen van {tmp_path}: 2 met een bekende zwakke plek")
    assert done.returncode == 1


def test_nobody_could_look_is_told_and_is_no_good_news(tmp_path: Path) -> None:
    for done in (run(), run(str(tmp_path)), run(str(tmp_path / "none.zip"))):
        assert done.returncode == 3
        assert done.stderr.startswith("Niet gekeken naar bekende zwakke plekken: ")
        assert done.stderr.endswith("make audit AUDIT=all.zip.\n")
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)


@pytest.fixture
def service() -> Iterator[str]:
    """A service that knows one weakness of the first package, and of no other."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            results = [{"vulns": [{"id": "GHSA-9"}]}] + [{}] * (len(asked) - 1)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": results}).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_the_service_is_asked_about_all_at_once(service: str) -> None:
    assert audit.ask_service([DASH, MORPHDOM], service) == [audit.Finding(DASH, "GHSA-9")]
