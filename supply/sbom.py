"""A bill of materials (CycloneDX) of what runs: the lock with its hashes, and the bundles.

``cyclonedx-py`` describes what is installed, licences and all; what only develops is left out, and
hashes come from the lock. Without times and numbers of chance two runs give the same bytes; with
``SOURCE_DATE_EPOCH`` that moment stands in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from supply.licences import read_bundled
from supply.pins import PROJECT, RUNTIME, Pin, normalise, read_lock

_ROOT = "root-component"


def make_sbom() -> dict[str, Any]:
    """Describe what runs here.

    Returns
    -------
    dict
        A document of CycloneDX 1.6.
    """
    pins = {pin.name: pin for pin in read_lock(RUNTIME)}
    told = _describe_installed()
    kept = {
        component["bom-ref"]: _add_hashes(component, pins[normalise(component["name"])])
        for component in told["components"]
        if normalise(component["name"]) in pins
    }
    bundled = [_describe_bundled(one) for one in read_bundled()]
    graph = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    refs = {*kept, _ROOT}
    dependencies = [
        {"ref": ref, "dependsOn": sorted(refs.intersection(graph.get(ref, [])))}
        for ref in sorted(refs)
    ]
    of_root = next(one for one in dependencies if one["ref"] == _ROOT)
    of_root["dependsOn"] = [*of_root["dependsOn"], *(one["bom-ref"] for one in bundled)]
    dependencies += [{"ref": one["bom-ref"]} for one in bundled]
    return told | {
        "components": [*(kept[ref] for ref in sorted(kept)), *bundled],
        "dependencies": dependencies,
    }


def write_sbom(path: Path) -> int:
    """Write the bill of materials.

    Parameters
    ----------
    path
        The file; its folder is made when it is not there.

    Returns
    -------
    int
        Number of components in it.
    """
    sbom = make_sbom()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sbom, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(sbom["components"])


def _describe_installed() -> dict[str, Any]:
    program = str(Path(sys.executable).with_name("cyclonedx-py"))
    command = [
        *(program, "environment", sys.executable, "--pyproject", str(PROJECT / "pyproject.toml")),
        *("--output-reproducible", "--output-format", "JSON", "--spec-version", "1.6"),
        "--no-validate",  # takes half a minute; a test does it with what is added below
    ]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our own tool
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _add_hashes(component: dict[str, Any], pin: Pin) -> dict[str, Any]:
    """Add the hashes of the files that the lock accepts; which one it is depends on the machine."""
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{pin.name}/{pin.version}/#files",
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
    }
    return component | {"externalReferences": [*component.get("externalReferences", []), files]}


def _describe_bundled(one: dict[str, str]) -> dict[str, Any]:
    purl = f"pkg:npm/{one['name'].replace('@', '%40')}@{one['version']}"
    return {
        "bom-ref": purl,
        "type": "library",
        "name": one["name"],
        "version": one["version"],
        "purl": purl,
        "licenses": [{"license": {"id": one["license"]}}],
        "properties": [{"name": "zicht-op-wijken:in", "value": one["in"]}],
    }
