"""The WSGI server: opens the edition and makes the app, once for each process that serves.

``gunicorn nplv_geo.web.wsgi:server`` works wherever the package is installed; in a checkout
``gunicorn app:server`` is the same.
"""

import multiprocessing
from threading import Thread

from nplv_geo.ground import log, settings
from nplv_geo.web import create_app
from nplv_geo.web.following import bring_first_edition, follow_bucket

log.configure_log()
_where = settings.read_settings()
bring_first_edition(_where)
app = create_app(_where)
server = app.server
follow_bucket(app.site_server, _where)
# The first reader need not wait, and neither need the server to start.
if multiprocessing.parent_process() is None:  # a maker of `python app.py` loads this file as well
    app.exports.begin(app.site_server.name_folders)
Thread(target=app.site_server.warm_up, daemon=True).start()
