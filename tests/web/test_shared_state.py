"""What processes that serve know together: exports of all of them, and how often a client asked."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.settings import Settings
from nplv_geo.jobs.desk import Desk, Following
from nplv_geo.jobs.keeper import Keeper
from nplv_geo.jobs.queue import ExportFailedError
from nplv_geo.jobs.state import State, open_state, read_clock
from tests.browser.pages import serving
from tests.makers import hold, let_go, make_queue, until
from tests.processes import find_makers, find_users, is_maker

MAP = "export/map.png?gebied=heerlen-noord&laag=koopwoningen_pct&formaat=vierkant"
AT_ONCE = 40


# --- two processes and a maker ------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def server(
    starter_settings: Settings,
    starter_edition: Edition,
    shared: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Two workers, which count as one client of the API may ask five times a minute."""
    assert starter_edition.id
    own = {"NPLV_STATE": str(shared), "NPLV_LIMITS": "1000,1000,5"}
    log = tmp_path_factory.mktemp("log")
    with serving(starter_settings, log, "--workers", "2", **own) as url:
        until(lambda: find_makers(shared) != [], 60)
        yield url


def ask(url: str, ticket: str = "", method: str = "GET") -> tuple[int, bytes]:
    request = urllib.request.Request(url, method=method)  # noqa: S310
    request.add_header("Connection", "close")
    if ticket:
        request.add_header("X-Bon", ticket)
    try:
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


@pytest.fixture
def stalled(server: str, shared: Path) -> Iterator[int]:
    """The one maker, which does nothing until it is woken."""
    assert server
    until(lambda: len(find_makers(shared)) == 1, 60)
    (maker,) = find_makers(shared)
    os.kill(maker, signal.SIGSTOP)
    yield maker
    if maker in find_makers(shared):
        os.kill(maker, signal.SIGCONT)


@pytest.mark.slow
def test_any_process_tells_of_an_export_and_stops_it(server: str, stalled: int) -> None:
    assert stalled
    ticket = f"{server}export/bon/1-2-3-4"
    with ThreadPoolExecutor(AT_ONCE + 1) as browser:
        asked = browser.submit(ask, server + MAP, "1-2-3-4")
        until(lambda: ask(ticket)[0] == 200)
        told = list(browser.map(ask, [ticket] * AT_ONCE))
        assert [status for status, _ in told] == [200] * AT_ONCE
        assert {content.strip() for _, content in told} == {b'{"before":0}'}
        assert ask(ticket, method="DELETE")[0] == 204
        assert asked.result(5) == (409, b"Het maken van het bestand is gestopt.\n")
        assert {status for status, _ in browser.map(ask, [ticket] * 10)} == {204}


@pytest.mark.slow
def test_an_export_whose_process_is_killed_is_made_by_the_next(
    server: str, stalled: int, shared: Path
) -> None:
    with ThreadPoolExecutor(1) as browser:
        asked = browser.submit(ask, server + MAP, "5-6-7-8")
        until(lambda: ask(f"{server}export/bon/5-6-7-8")[0] == 200)
        os.kill(stalled, signal.SIGKILL)
        status, content = asked.result(90)
    assert (status, content[:4]) == (200, b"\x89PNG")
    (maker,) = find_makers(shared)
    assert maker != stalled
    assert not list(shared.glob("*-made/*"))  # what was sent is not kept


@pytest.mark.slow
def test_a_client_is_one_client_of_all_processes(server: str) -> None:
    found = [ask(f"{server}api/v1/layers")[0] for _ in range(12)]
    assert set(found) == {200, 429}
    assert (
        5 <= found.count(200) <= 6
    )  # six when a minute ends meanwhile; each alone would give five


@pytest.mark.slow
def test_a_ticket_of_a_process_that_was_killed_says_so(
    server: str, stalled: int, shared: Path
) -> None:
    ticket = f"{server}export/bon/9-9-9-9"
    with ThreadPoolExecutor(1) as browser:
        asked = browser.submit(ask, server + MAP, "9-9-9-9")
        until(lambda: ask(ticket)[0] == 200)
        for pid in find_users(shared):
            if not is_maker(pid):
                os.kill(pid, signal.SIGKILL)
        with pytest.raises(ConnectionError):
            asked.result(90)
    os.kill(stalled, signal.SIGCONT)  # it sees that its parent is gone
    until(lambda: ask(f"{server}healthz")[0] == 200, 30)
    until(lambda: ask(ticket)[0] == 410, 30)
    sentence = "Het maken van het bestand is afgebroken; vraag het bestand opnieuw.\n"
    assert ask(ticket)[1].decode() == sentence
    assert ask(server + MAP)[0] == 200


# --- the desk -----------------------------------------------------------------------------------


def test_an_order_whose_maker_dies_twice_is_given_up(tmp_path: Path) -> None:
    desk = Desk(State(tmp_path))
    number = desk.put("hold", '"x"', "1", 3)
    assert number is not None
    for _ in range(2):
        order = desk.take(0)
        assert order is not None
        assert desk.look_for(number) == (None, False)
        assert desk.give_back(0) == 1
    assert desk.take(0) is None
    assert desk.look_for(number) == ('{"ended": true}', False)


def test_what_a_maker_finishes_after_its_place_was_taken_is_nothing(tmp_path: Path) -> None:
    desk = Desk(State(tmp_path))
    desk.put("hold", '"x"', "1", 3)
    late = desk.take(0)
    assert late is not None
    desk.give_back(0)
    again = desk.take(1)
    desk.find_file(late.number).write_bytes(b"of the second")
    desk.finish(late, 0, '{"value": "late"}')
    assert desk.look_for(late.number) == (None, False)
    assert again is not None
    desk.finish(again, 1, '{"value": "new"}')
    assert desk.look_for(late.number) == ('{"value": "new"}', False)


def test_who_is_not_seen_takes_no_place_and_is_never_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, now = Desk(State(tmp_path)), read_clock()
    desk.put("hold", '"x"', "1", 1)
    assert desk.put("hold", '"y"', "2", 1) is None
    monkeypatch.setattr("nplv_geo.jobs.desk.read_clock", lambda: now + 11)
    assert desk.count_before("1", 1) is Following.ABANDONED
    assert desk.put("hold", '"y"', "2", 1) is not None
    assert desk.count_before("2", 1) == 0
    order = desk.take(0)
    assert order is not None
    assert order.request == '"y"'
    # After a restart the clock of the machine is behind all that was written.
    monkeypatch.setattr("nplv_geo.jobs.desk.read_clock", lambda: 5.0)
    assert desk.count_before("2", 1) is Following.ABANDONED


def test_one_maker_for_all_who_serve_here(tmp_path: Path) -> None:
    one, other = (make_queue(tmp_path, more={hold: str}) for _ in range(2))
    with ThreadPoolExecutor(2) as browser:
        first = browser.submit(one.run, hold, "one maker", "1")
        until(lambda: other.count_before("1") == 0)
        second = browser.submit(other.run, hold, "one maker", "2")
        until(lambda: one.count_before("2") == 1)
        time.sleep(1.2)  # twice as long as a keeper waits between two looks
        assert one.count_before("2") == 1
        let_go("one maker")
        assert (first.result(5), second.result(5)) == ("one maker", "one maker")
    one.close()
    # The other takes the place of a maker that went with its process.
    assert other.run(hold, "one maker") == "one maker"
    other.close()


def test_a_maker_that_does_not_get_going_is_started_less_and_less_often(tmp_path: Path) -> None:
    begun = []

    class Dead:
        def is_alive(self) -> bool:
            return False

        def terminate(self) -> None: ...

        def join(self, timeout: float | None = None) -> None: ...

    def start(_: State, slot: int) -> Dead:
        begun.append(slot)
        return Dead()

    keeper = Keeper(State(tmp_path), 1, start)
    keeper.begin()
    time.sleep(2.4)
    keeper.close()
    assert begun == [0, 0]  # at once, half a second later, then after two


# --- the file -----------------------------------------------------------------------------------


def test_a_state_that_is_no_state_is_made_anew(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.keep_fact("x", b"1")
    state.close()
    for path in tmp_path.glob("*.sqlite3*"):
        path.write_bytes(b"nonsense" * 1000)
    assert State(tmp_path).find_fact("x") is None


def test_files_that_nobody_knows_of_are_thrown_away(tmp_path: Path) -> None:
    desk = Desk(State(tmp_path))
    number = desk.put("hold", '"x"', "1", 3)
    assert number is not None
    for name in (number, 77):
        desk.find_file(name).write_bytes(b"x")
    desk.throw_away_leftovers()
    assert (desk.find_file(number).exists(), desk.find_file(77).exists()) == (True, False)


def test_where_nothing_can_be_written_a_process_is_on_its_own(tmp_path: Path) -> None:
    (tmp_path / "run").write_bytes(b"")
    assert open_state(tmp_path / "run").folder.name.startswith("nplv-state-")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    queue = make_queue(tmp_path, more={hold: str})
    with closing(sqlite3.connect(next(tmp_path.glob("*.sqlite3")))) as database:
        database.execute("DROP TABLE orders")  # any write fails, as on a disk that is full
    for ask_for in (
        lambda: queue.run(hold, "never"),
        lambda: queue.count_before("1"),
        lambda: queue.stop("1"),
    ):
        with pytest.raises(ExportFailedError, match="Het bestand kon niet worden gemaakt"):
            ask_for()
    queue.close()


def test_all_agree_on_what_the_first_drew(tmp_path: Path) -> None:
    assert State(tmp_path).agree_on("salt", b"one") == b"one"
    assert State(tmp_path).agree_on("salt", b"other") == b"one"
