"""Entry point of ``python -m nplv_geo``."""

from nplv_geo.commands.main import main

if __name__ == "__main__":
    main(prog_name="python -m nplv_geo")
