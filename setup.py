"""The wheel carries what stands beside the package: layers, data and assets.

In the repository they are folders of their own, where people edit them; in a wheel they lie inside
the package, where its settings look for them. All the rest is in ``pyproject.toml``.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("assets", "data", "layers")


class BuildWithProject(build_py):
    """Copy the package, and the folders of the project into it."""

    def run(self) -> None:
        """Build; an editable install reads the folders where they are."""
        super().run()
        if self.editable_mode:
            return
        project = Path(self.build_lib, "nplv_geo", "_project")
        # What an older build left behind would come along.
        shutil.rmtree(project, ignore_errors=True)
        for name in FOLDERS:
            shutil.copytree(name, project / name, ignore=shutil.ignore_patterns(".*"))


setup(cmdclass={"build_py": BuildWithProject})
