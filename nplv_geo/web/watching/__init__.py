"""What who runs the server sees of it: metrics, a log line and an id for each request.

Comes in: requests and their answers. Goes out: numbers and lines, without any address of a person.
"""
