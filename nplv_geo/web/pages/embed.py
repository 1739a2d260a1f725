"""``/embed?…``: the map of a view inside a page of somebody else, where that is allowed.

It is the same page without its menus; which sites may frame it stands in ``NPLV_EMBED_ORIGINS``.
"""

from __future__ import annotations

from flask import Flask, Response, request
from markupsafe import escape

from nplv_geo.ground.settings import Settings
from nplv_geo.present.texts import texts

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


def mark_as_embedded(page: str, language: str) -> str:
    """Have the page look as it does in a frame, and say what the frame must allow."""
    needs = escape(texts("en" if language == "en" else "nl")("embed_needs_scripts"))
    body = f'<body class="embed"><noscript><p class="broken">{needs}</p></noscript>'
    return page.replace("<body>", body, 1)
