"""Certificates for tests: self-signed, for a name that isn't this machine's."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_OPENSSL = shutil.which("openssl")


def available() -> bool:
    """Tell whether the program that makes certificates is here."""
    return _OPENSSL is not None


def certificate(folder: Path, name: str = "wrong.invalid") -> Path:
    """File with key and certificate for ``name``; trusting it is up to the caller."""
    kind = "IP" if name.replace(".", "").isdecimal() else "DNS"
    key, cert, both = (folder / f"standin.{ending}" for ending in ("key", "cert", "pem"))
    command = f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={name}".split()
    command += ["-addext", f"subjectAltName={kind}:{name}", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([str(_OPENSSL), *command], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both
