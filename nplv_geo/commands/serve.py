"""``serve``: chooses the edition, says where the dashboard stands, and becomes the server."""

from __future__ import annotations

import os
import sys
import tempfile

import click

from nplv_geo.commands.elsewhere import bring_and_tell
from nplv_geo.ground import settings
from nplv_geo.ground.errors import EditionError, SettingsError

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def _edition_to_serve(where: settings.Settings) -> str:
    """Name of the edition to serve; where nothing else was read in, a starter is built.

    Only the manifest is read: the server opens the edition itself.
    """
    from nplv_geo.edition.manifest import current_folder, list_editions, read_manifest

    bring_and_tell(where)
    try:
        return read_manifest(where.edition or current_folder(where.editions)).id
    except EditionError as error:
        from nplv_geo.commands.build_job import build_edition
        from nplv_geo.published.raw_store import list_files

        if where.edition is not None:
            raise
        if where.bucket or any(list_files(where.raw)):
            others = list_editions(where.editions)
            if not others:
                raise
            click.echo(f"{error} Tot dan de laatste editie die heel is.", err=True)
            return others[0]
        first_time = not (where.editions / "current").exists()
        reason = "Er is nog geen editie" if first_time else str(error).rstrip(".")
        click.echo(f"{reason}; de starteditie wordt gebouwd.", err=True)
    return build_edition(where, starter=True).edition_id


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="Standaard PORT of 8050.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def serve(host: str, port: int | None, workers: int) -> None:
    """Start het dashboard."""
    if os.name != "posix":
        raise SettingsError(
            "De server draait op Linux en macOS; gebruik hem op Windows binnen WSL. "
            "De andere opdrachten werken ook zonder."
        )
    where = settings.read_settings()
    edition = _edition_to_serve(where)
    port = port or where.port
    click.echo(f"Zicht op Wijken, editie {edition}: http://{host}:{port}/")
    sys.stdout.flush()
    if host not in _THIS_MACHINE and not where.proxies:
        click.echo(
            f"let op  de server luistert op {host} zonder proxy ervoor; zet er een voor en noem "
            "haar in NPLV_PROXIES.",
            err=True,
        )
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "nplv_geo.web.wsgi:server",
        "--bind",
        f"{host}:{port}",
        "--workers",
        str(workers),
        "--threads",
        "16",  # eight may wait for an export, and the map goes on
        "--worker-class",
        "nplv_geo.web.patient_worker.PatientWorker",
        # Whom to believe about a client is read by the application (NPLV_PROXIES).
        "--forwarded-allow-ips",
        "",
        # Its control socket is one per user: a second server would take the first one's.
        "--no-control-socket",
        "--log-level",
        "warning",
        "--logger-class",
        "nplv_geo.web.watching.server_log.ServerLog",
        "--config",
        "python:nplv_geo.web.watching.server_log",
    ]
    os.execve(sys.executable, command, _make_environment(where))


def _make_environment(where: settings.Settings) -> dict[str, str]:
    """Environment of the server: its processes add their numbers up in files of its own.

    Where beside the editions nothing can be written, what they share lies in a folder of this
    server; as long as it is the only one, that is as good.
    """
    name = "PROMETHEUS_MULTIPROC_DIR"
    folder = os.environ.get(name) or tempfile.mkdtemp(prefix="nplv-metrics-")
    environment = dict(os.environ) | {name: folder}
    try:
        where.state.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=where.state):
            pass
    except OSError as error:
        if where.state_folder is not None:
            raise SettingsError(
                f"In NPLV_STATE ({where.state}) kan niet worden geschreven "
                f"({error.strerror}); geef een map op deze machine waarin dat kan."
            ) from error
        environment["NPLV_STATE"] = tempfile.mkdtemp(prefix="nplv-state-")
    return environment
