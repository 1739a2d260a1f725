"""``/embed?…``: the map of a view inside a page of somebody else, where that is allowed.

It is the same page without its menus; which sites may frame it stands in ``NPLV_EMBED_ORIGINS``.
"""

from __future__ import annotations

from markupsafe import escape

from nplv_geo.definitions.texts import Language
from nplv_geo.present.texts import texts

PATH = "/embed"


def mark_as_embedded(page: str, language: Language) -> str:
    """Have the page look as it does in a frame, and say what the frame must allow."""
    needs = escape(texts(language)("embed_needs_scripts"))
    body = f'<body class="embed"><noscript><p class="broken">{needs}</p></noscript>'
    return page.replace("<body>", body, 1)
