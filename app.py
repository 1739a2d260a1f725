"""The WSGI server in a checkout: ``gunicorn app:server``."""

from nplv_geo.web.wsgi import app, server

__all__ = ["app", "server"]
