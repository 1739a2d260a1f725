"""What who runs the server sees: metrics, lines, ids; and that none of it tells who asked."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from nplv_geo.edition.store import current_id
from nplv_geo.ground.fetch_record import read_fetches, record_fetch
from nplv_geo.ground.settings import PROJECT, Settings
from nplv_geo.web import create_app
from nplv_geo.web.watching.metrics import name_kind
from nplv_geo.web.watching.server_log import make_handler

DEPLOY = PROJECT / "deploy"
READER = "198.51.100.23"


def read(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Each number by its name and labels."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_and_timed_by_kind(client: FlaskClient) -> None:
    before = read(client)
    for path in ("/", "/view", "/view", "/bestaat-niet", "/export/map.png?gebied=x", "/healthz"):
        client.get(path)
    after = read(client)

    def grew(*key: str) -> float:
        return after.get(key, 0.0) - before.get(key, 0.0)

    assert grew("nplv_requests_total", "page", "200") == 1
    assert grew("nplv_requests_total", "view", "200") == 2
    assert grew("nplv_requests_total", "other", "404") == 1
    assert grew("nplv_requests_total", "export", "400") == 1
    assert grew("nplv_request_seconds_count", "view") == 2
    assert after["nplv_exports_waiting",] == 0
    assert after["nplv_memory_bytes",] > 50e6
    assert grew("nplv_requests_total", "other", "200") == 0  # who watches is not counted


def test_the_edition_and_the_sources_are_told(starter_settings: Settings, tmp_path: Path) -> None:
    settings = replace(starter_settings, data=tmp_path)
    shutil.copytree(starter_settings.editions, settings.editions)
    record_fetch(tmp_path, {"cbs": 2, "pdok": 0})
    record_fetch(tmp_path, {"cbs": 1})
    client = create_app(settings).server.test_client()
    found = read(client)
    assert found["nplv_ready",] == 1
    assert found["nplv_editions_refused",] == 0
    assert found["nplv_edition_built_seconds",] > 1.7e9
    assert (found["nplv_source_failures", "cbs"], found["nplv_source_failures", "pdok"]) == (1, 0)
    assert found["nplv_source_fetched_seconds", "cbs"] > 1.7e9
    (settings.editions / current_id(settings.editions) / "areas.parquet").write_bytes(b"")
    (settings.editions / "current").write_text("weg", encoding="utf-8")
    found = read(client)
    assert (found["nplv_editions_refused",], found["nplv_ready",]) == (2, 0)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"cbs": 1}', b'{"cbs": ["x", 1]}', b"\xff"])
def test_a_record_that_can_not_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fetched.json").write_bytes(content)
    assert read_fetches(tmp_path) == {}


@pytest.mark.parametrize(
    ("address", "more", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.0.0.7", {}, 200),
        (READER, {}, 404),
        ("10.0.0.7", {"X-Forwarded-For": READER}, 404),
    ],
)
def test_only_who_runs_the_server_gets_numbers(
    behind: FlaskClient, address: str, more: dict[str, str], status: int
) -> None:
    answer = behind.get("/metrics", headers=more, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == status


@pytest.fixture(scope="module")
def behind(starter_settings: Settings) -> FlaskClient:
    settings = replace(starter_settings, proxies=("10.0.0.0/24",))
    return create_app(settings).server.test_client()


@pytest.fixture
def _from_info_on() -> Iterator[None]:
    """Another test may have started the program, which is silent below warnings."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.INFO))
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("_from_info_on")
def test_a_request_has_one_line_and_an_id_and_no_address(behind: FlaskClient) -> None:
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as told:
        answer = behind.get(
            "/methode?taal=en&zoek=jansen", environ_overrides={"REMOTE_ADDR": READER}
        )
    (line,) = [one for one in told if one["event"] == "request"]
    assert line["request"] == answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", line["request"])
    assert (line["method"], line["path"], line["status"]) == ("GET", "/methode", 200)
    assert READER not in repr(told)
    assert "jansen" not in repr(told)
    kept = behind.get("/healthz", headers={"X-Request-ID": "proxy-12345"})
    assert kept.headers["X-Request-ID"] == "proxy-12345"
    other = behind.get("/healthz", headers={"X-Request-ID": "a b\u00e9"})
    assert re.fullmatch(r"[0-9a-f]{16}", other.headers["X-Request-ID"])


def test_lines_of_others_have_our_form_one_line_and_no_address() -> None:
    try:
        int("kapot")
    except ValueError as error:
        failed = (ValueError, error, error.__traceback__)
    record = logging.LogRecord(
        "gunicorn.error", logging.WARNING, "x", 1, "Invalid request from ip=%s: %s",
        (READER, "bad"), failed,
    )  # fmt: skip
    line = make_handler().format(record)
    assert "\n" not in line
    assert line.startswith("timestamp=")
    assert 'level=warning event="Invalid request from ip=- bad"' in line
    assert "ValueError: invalid literal for int()" in line
    assert READER not in line


def test_rules_and_dashboard_name_metrics_that_there_are(client: FlaskClient) -> None:
    client.get("/view")
    told = client.get("/metrics").text
    there = set(re.findall(r"^# TYPE (nplv_\w+)", told, re.MULTILINE))
    there |= {f"{name}_bucket" for name in there}
    there |= set(re.findall(r"^(nplv_\w+)", told, re.MULTILINE))
    rules = (DEPLOY / "prometheus/alerts.yml").read_text(encoding="utf-8")
    dashboard = json.loads((DEPLOY / "grafana/zicht-op-wijken.json").read_text(encoding="utf-8"))
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    names = set(re.findall(r"\bnplv_\w+", rules + " ".join(asked)))
    assert len(names) >= 9
    assert names - there == set()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"), ("/view/below", "view"), ("/api/v1/areas", "api"), ("/geo/x/y", "file"),
        ("/export/map.png", "export"), ("/export/bon/x", "progress"), ("/x" * 999, "other"),
    ],
)  # fmt: skip
def test_addresses_have_a_few_kinds(path: str, kind: str) -> None:
    assert name_kind(path) == kind
