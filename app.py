"""The WSGI server in a checkout: ``gunicorn app:server``; while developing: ``python app.py``."""

from nplv_geo.web.wsgi import app, server

__all__ = ["app", "server"]

if __name__ == "__main__":
    # Dash's own server: the callback graph and errors in the page, and what changes is loaded anew.
    app.run(debug=True, dev_tools_disable_version_check=True)
