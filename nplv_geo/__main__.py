"""Entry point of ``python -m nplv_geo``."""

from nplv_geo.cli import main

if __name__ == "__main__":
    main(prog_name="python -m nplv_geo")
