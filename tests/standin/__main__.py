"""Run the stand-in by hand: ``python -m tests.standin --port 8099``."""

from __future__ import annotations

import argparse
import sys
import time

from tests.standin import StandIn

_BASES = {
    "CBS and dataderden, bulk": "/ODataFeed/odata",
    "CBS and dataderden, small": "/ODataApi/odata",
    "catalogue": "/ODataCatalog",
    "PDOK, all services": "/cbs",
    "Leefbaarometer, zip": "/resources",
    "Leefbaarometer, WFS": "/lbm3/ows",
    "Locatieserver": "/bzk/locatieserver/search/v3_1",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--data", choices=("invented", "real", "recorded"), default="invented")
    given = parser.parse_args()
    with StandIn(given.data, port=given.port) as standin:
        lines = [f"{name:26} {standin.url}{path}" for name, path in _BASES.items()]
        lines += [f"tables: {', '.join(sorted(standin.data.entries))}", "Ctrl+C ends it."]
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
