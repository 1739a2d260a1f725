"""What is delivered to run the dashboard fits the program: commands, variables, users, files."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from packaging.specifiers import SpecifierSet

from nplv_geo.commands.main import main
from nplv_geo.ground.settings import PROJECT

DEPLOY = PROJECT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PAGE = PROJECT / "docs" / "administrators.md"
CONTAINERFILE = DEPLOY / "containers" / "Containerfile"
README = (PROJECT / "README.md").read_text(encoding="utf-8")
OF_OTHERS = {"HTTPS_PROXY", "NO_PROXY", "MPLCONFIGDIR", "PATH", "PYTHONDONTWRITEBYTECODE"}


class _Manifold(dict[str, Any]):
    """A key that stands there more than once has all its values, each on a line."""

    def __setitem__(self, key: str, value: Any) -> None:  # noqa: ANN401
        if isinstance(value, list) and isinstance(self.get(key), list):
            self[key].extend(value)
        else:
            super().__setitem__(key, value)


def read_unit(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(dict_type=_Manifold, strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(path, encoding="utf-8")
    return parser


def parse_command(words: list[str]) -> click.Command:
    """Read words as the command line does; what it does not know raises."""
    name, *rest = words
    command = main.get_command(click.Context(main), name)
    assert command is not None, name
    command.make_context(name, rest)
    return command


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_units_start_commands_that_there_are(unit: Path) -> None:
    service = read_unit(unit)["Service"]
    begins = [line.lstrip("-") for line in service["ExecStart"].split("\n")]
    assert begins
    for line in begins:
        program, *words = shlex.split(line.replace("%i", "8051"))
        assert program == "/opt/zicht-op-wijken/current/bin/zicht-op-wijken"
        assert parse_command(words).name in {"serve", "fetch", "build"}


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_units_give_no_more_than_is_needed(unit: Path) -> None:
    service = read_unit(unit)["Service"]
    assert service["User"] == "zicht-op-wijken"
    assert service["ProtectSystem"] == "strict"
    assert set(service["ReadWritePaths"].split()) <= {
        "/var/lib/zicht-op-wijken",
        "/var/cache/zicht-op-wijken",
    }
    assert (service["NoNewPrivileges"], service["CapabilityBoundingSet"]) == ("yes", "")
    assert re.fullmatch(r"\dG", service["MemoryMax"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_each_line(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        text = re.sub(r"/opt/zicht-op-wijken/current/bin/zicht-op-wijken", "/bin/true", text)
        (tmp_path / unit.name.replace("@", "@8051")).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_each_variable_is_one_that_the_readme_tells_of() -> None:
    named = set(
        re.findall(r"^#?(\w+)=", (DEPLOY / "zicht-op-wijken.env").read_text(), re.MULTILINE)
    )
    for unit in SERVICES:
        lines = read_unit(unit)["Service"].get("Environment", "")
        named |= {line.split("=")[0] for line in lines.split("\n") if line}
    text = CONTAINERFILE.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"^ENV (.+)$", text, re.MULTILINE):
        named |= {word.split("=")[0] for word in line.split()}
    for service in read_compose()["services"].values():
        named |= {key for key in service.get("environment", {}) if not key.startswith("ZOW_")}
    assert {"NPLV_URL", "NPLV_PROXIES", "NPLV_STATE", "NPLV_DATA"} <= named
    assert {name for name in named - OF_OTHERS if f"`{name}`" not in README} == set()


def read_compose() -> dict[str, Any]:
    loaded = yaml.safe_load((DEPLOY / "containers" / "compose.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_replicas_in_containers_read_only_and_share_what_they_must() -> None:
    services = read_compose()["services"]
    for name in ("web-1", "web-2"):
        one = services[name]
        assert parse_command(one["command"]).name == "serve"
        assert one["volumes"] == ["editions:/data:ro", "state:/state"]
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
        assert f"{name}:8050" in services["caddy"]["environment"]["ZOW_REPLICAS"]
    assert parse_command(services["data"]["command"]).name == "build"
    assert services["data"]["volumes"] == ["editions:/data"]
    mounted = services["caddy"]["volumes"][0].split(":")[0]
    assert (DEPLOY / "containers" / mounted).resolve() == DEPLOY / "Caddyfile"
    built = services["web-1"]["build"]
    assert (DEPLOY / "containers" / built["context"]).resolve() == PROJECT
    assert PROJECT / built["dockerfile"] == CONTAINERFILE


def test_the_image_has_no_root_no_compiler_and_no_node() -> None:
    text = CONTAINERFILE.read_text(encoding="utf-8")
    images = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    pyproject = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'requires-python = "([^"]+)"', pyproject)
    assert found is not None
    for image in images:
        version = re.fullmatch(r"docker\.io/library/python:([\d.]+)-slim", image)
        assert version is not None
        assert version[1] in SpecifierSet(found[1])
    last = text[text.rindex("FROM") :]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "apt-get" not in text
    assert not re.search(r"\bn(ode|pm) ", text)
    command = re.search(r"^CMD (\[.+\])$", last.split("ENTRYPOINT")[1], re.MULTILINE)
    assert command is not None
    assert parse_command(yaml.safe_load(command[1])).name == "serve"


def test_what_the_page_installs_is_there() -> None:
    blocks = re.findall(
        r"^```sh \w+\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert len(blocks) >= 8
    for block in blocks:
        for named in re.findall(r"(?<![\w/])deploy/[\w./-]+", block):
            assert (PROJECT / named).exists(), named
        for words in re.findall(r"^zow (.+)$", block, re.MULTILINE):
            plain = re.sub(r"\$\([^)]*\)", "", words).replace("$EDITION", "x")
            assert parse_command(shlex.split(plain)).name
