"""``/embed?…``: the map of a view inside a page of somebody else, where that is allowed.

It is the same page without its menus; which sites may frame it stands in ``NPLV_EMBED_ORIGINS``.
"""

from __future__ import annotations

from flask import Flask, Response, request

from nplv_geo.ground.settings import Settings

PATH = "/embed"
_OWN = "frame-ancestors 'self'"


def add_embed(flask: Flask, settings: Settings, policy: str) -> None:
    """Allow the configured sites to frame the embedded map, and that page only.

    Parameters
    ----------
    policy
        Content policy of all pages.
    """
    policy_of_map = policy.replace(_OWN, " ".join((_OWN, *settings.embed_origins)))

    @flask.after_request
    def allow_framing(response: Response) -> Response:
        if request.path == PATH:
            response.headers["Content-Security-Policy"] = policy_of_map
        return response


def mark_as_embedded(page: str) -> str:
    """Have the page look as it does in a frame of another one."""
    return page.replace("<body>", '<body class="embed">', 1)
