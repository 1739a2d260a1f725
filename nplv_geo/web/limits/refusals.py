"""A refusal in one sentence, in the language of the request: a problem in the API, else text."""

from __future__ import annotations

from flask import Response, request

from nplv_geo.web.api.models import ProblemAnswer
from nplv_geo.web.api.openapi import PROBLEM
from nplv_geo.web.language import find_texts


def refuse(status: int, key: str, **values: object) -> Response:
    """Answer that a request is not carried out.

    Parameters
    ----------
    status
        Status of HTTP.
    key
        Which sentence under ``refused``; the title of a problem stands under ``refused_titles``.
    values
        What the sentence names.
    """
    t = find_texts()
    sentence = t(f"refused.{key}", **values)
    if not request.path.startswith("/api/"):
        return Response(f"{sentence}\n", status, mimetype="text/plain")
    problem = ProblemAnswer(
        type="about:blank", title=t(f"refused_titles.{key}"), status=status, detail=sentence
    )
    return Response(problem.model_dump_json(), status, mimetype=PROBLEM)
