"""Opens the edition, creates the app and exposes the WSGI server: ``gunicorn app:server``."""

from threading import Thread

from nplv_geo.ground import log, settings
from nplv_geo.web import create_app

log.configure_log()
app = create_app(settings.from_environment())
server = app.server
# The first reader need not wait, and neither need the server to start.
Thread(target=app.views.warm, daemon=True).start()
