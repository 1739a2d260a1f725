"""Opens the edition, creates the app and exposes the WSGI server: ``gunicorn app:server``."""

from nplv_geo import log, settings
from nplv_geo.web import create_app

log.configure()
app = create_app(settings.from_environment())
server = app.server
