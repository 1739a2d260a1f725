"""The API: parameters in, answers out, and the document that describes both.

Comes in: the query of a request. Goes out: JSON by the schemas of its own models.
"""
