"""Install the dashboard in a clean Debian by the page for administrators alone.

``python -m tests.install.debian_root [--base FOLDER]`` makes a Debian with ``debootstrap`` (or
copies one that it made before), runs the blocks of ``docs/administrators.md`` in it as root, and
looks whether it serves, is updated, goes back, and comes back from a backup. Needed: root,
debootstrap and the package registries. No systemd runs in it: what its units start is started in
the same way, as the same user with the same variables, and their blocks are not run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nplv_geo import __version__
from nplv_geo.ground.settings import PROJECT
from tests.contract.test_deploy import read_unit

PAGE = PROJECT / "docs" / "administrators.md"
SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
CHROOT = "/usr/sbin/chroot"
PORTS = (8051, 8052)
NEXT = f"{__version__}.post1"
_PATIENCE_S = 180
# Where this machine keeps what its own registries need; a machine without them needs nothing.
_OF_THIS_MACHINE = (
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/ssl/certs/ca-certificates.crt",
)
_KEPT = ("PIP_CERT", "PIP_INDEX_URL", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "HTTP", "NO_PROXY")


class Machine:
    """A Debian in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.delivery = root / "root" / "delivery"
        self._replicas: dict[int, subprocess.Popen[bytes]] = {}

    def run(self, script: str) -> str:
        """Run lines as root, in the folder with what was delivered."""
        kept = {key: value for key, value in os.environ.items() if key.startswith(_KEPT)}
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        words = ["/bin/bash", "-euo", "pipefail", "-c", f"cd /root/delivery\n{script}"]
        done = subprocess.run(
            [CHROOT, str(self.root), *words],
            env=kept | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = done.stdout[-2000:]
            raise SystemExit(f"failed ({done.returncode}):\n{script}\n{said}\n{done.stderr}")
        return done.stdout

    def run_blocks(self, kind: str) -> None:
        """Run all blocks of a kind, in the order of the page."""
        for block in read_blocks(kind):
            self.run(block)
        print(f"  {kind}: {len(read_blocks(kind))} block(s) of the page")

    def deliver(self, project: Path, version: str) -> None:
        """Lay down the wheel, the lock and ``deploy/`` of a version."""
        shutil.rmtree(self.delivery, ignore_errors=True)
        self.delivery.mkdir()
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "wheel", ".", "--quiet", "--no-deps"),
                *("--no-build-isolation", "--wheel-dir", str(self.delivery)),
            ],
            cwd=project,
            check=True,
        )
        shutil.copy(project / "requirements.txt", self.delivery)
        shutil.copytree(project / "deploy", self.delivery / "deploy")
        assert list(self.delivery.glob(f"zicht_op_wijken-{version}-*.whl"))

    def start(self, port: int) -> None:
        """Start a replica as its unit does."""
        service = read_unit(self.root / "etc/systemd/system/zicht-op-wijken@.service")["Service"]
        lines = service["Environment"].split("\n")
        lines += (self.root / service["EnvironmentFile"].lstrip("/")).read_text().splitlines()
        variables = [line for line in lines if line and not line.startswith("#")]
        user = service["User"]
        words = shlex.split(service["ExecStart"].replace("%i", str(port)))
        script = (
            f"install -d -o {user} /var/cache/zicht-op-wijken; cd {service['WorkingDirectory']}; "
            f"exec setpriv --reuid {user} --regid {user} --init-groups env -i "
            f"PATH=/usr/bin:/bin LANG=C.UTF-8 {shlex.join(variables)} {shlex.join(words)}"
        )
        log = (self.root / "var/log" / f"{port}.log").open("ab")
        self._replicas[port] = subprocess.Popen(
            [CHROOT, str(self.root), "/bin/bash", "-euc", script], stdout=log, stderr=log
        )
        log.close()
        wait_for(f"http://127.0.0.1:{port}/readyz", self.root / "var/log" / f"{port}.log")

    def stop(self, port: int) -> None:
        """Stop a replica as systemd does."""
        replica = self._replicas.pop(port)
        replica.send_signal(signal.SIGTERM)
        replica.wait(60)

    def restart(self) -> None:
        """One replica after the other; the other one answers meanwhile."""
        for port, other in zip(PORTS, reversed(PORTS), strict=True):
            self.stop(port)
            assert ask(f"http://127.0.0.1:{other}/view?gebied=heerlen-noord")
            self.start(port)

    def close(self) -> None:
        """Stop what still runs."""
        for port in list(self._replicas):
            self.stop(port)


def read_blocks(kind: str) -> list[str]:
    """Blocks of the page of a kind."""
    page = PAGE.read_text(encoding="utf-8")
    return re.findall(rf"^```sh {kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def ask(url: str) -> bytes:
    """What is answered, which has to be good."""
    with urllib.request.urlopen(url, timeout=90) as answer:  # noqa: S310  # this machine
        content = answer.read()
    assert isinstance(content, bytes)
    return content


def wait_for(url: str, log: Path) -> None:
    """Wait until something is answered."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            ask(url)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{url} does not answer\n{log.read_text()}")


def make_root(folder: Path, base: Path | None) -> Path:
    """Make a clean Debian, or copy one."""
    root = folder / "debian"
    if base is not None and base.is_dir():
        subprocess.run(["cp", "-a", str(base), str(root)], check=True)  # noqa: S607
    else:
        command = ["debootstrap", "--variant=minbase", SUITE, str(root), MIRROR]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        if base is not None:
            subprocess.run(["cp", "-a", str(root), str(base)], check=True)  # noqa: S607
    for name in _OF_THIS_MACHINE:
        there = root / name.lstrip("/")
        if Path(name).is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(name, there)
    return root


@contextmanager
def with_proc(root: Path) -> Iterator[None]:
    """With a ``/proc``, as any machine has; nothing else of this machine is in reach."""
    place = str(root / "proc")
    subprocess.run(["mount", "-t", "proc", "proc", place], check=True)  # noqa: S607
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)  # noqa: S607


def make_next(folder: Path) -> Path:
    """Make the project of a version later."""
    later = folder / "next"
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (later / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, later / name)
    return later


def set_version(project: Path, version: str) -> None:
    """Give a copy of the project another version."""
    place = project / "nplv_geo" / "__init__.py"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace(f'"{__version__}"', f'"{version}"'), encoding="utf-8")


def look(port: int) -> tuple[str, Mapping[str, object]]:
    """Edition that a replica serves; page, figures and a picture have to come."""
    url = f"http://127.0.0.1:{port}"
    edition = ask(f"{url}/readyz").decode()
    assert b"Heerlen-Noord" in ask(f"{url}/?gebied=heerlen-noord")
    found = json.loads(ask(f"{url}/api/v1/values?gebied=heerlen-noord&laag=inwoners"))
    picture = ask(f"{url}/export/map.png?gebied=heerlen-noord&laag=koopwoningen_pct")
    assert picture.startswith(b"\x89PNG")
    return edition, found["value"] if isinstance(found["value"], dict) else found


def walk(machine: Machine, folder: Path) -> None:
    """Install, serve, update, go back, lose and restore."""
    project = make_next(folder)
    machine.deliver(project, __version__)
    machine.run_blocks("install")
    for port in PORTS:
        machine.start(port)
    first, figure = look(PORTS[0])
    assert look(PORTS[1]) == (first, figure)
    print(f"serves {first} by two replicas")

    set_version(project, NEXT)
    machine.deliver(project, NEXT)
    machine.run_blocks("update")
    machine.restart()
    assert NEXT in machine.run("zow --version")
    second, again = look(PORTS[1])
    assert second != first
    assert {**again, "edition": ""} == {**figure, "edition": ""}
    print(f"updated to {NEXT}, serves {second}")

    machine.run_blocks("back")
    machine.restart()
    assert NEXT not in machine.run("zow --version")
    assert look(PORTS[0])[0] == first
    print(f"went back to {__version__}, serves {first}")

    machine.run_blocks("backup")
    machine.close()
    machine.run("rm -rf /var/lib/zicht-op-wijken/*")
    machine.run_blocks("restore")
    machine.start(PORTS[0])
    assert look(PORTS[0])[0] == first
    print("came back from a backup")


def main() -> None:
    """Do all of it, and take away what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, help="a Debian that was made before, or is kept here")
    base = parser.parse_args().base
    with tempfile.TemporaryDirectory(prefix="nplv-debian-") as temporary:
        folder = Path(temporary)
        root = make_root(folder, base)
        print("a clean Debian")
        with with_proc(root):
            machine = Machine(root)
            try:
                walk(machine, folder)
            finally:
                machine.close()


if __name__ == "__main__":
    main()
