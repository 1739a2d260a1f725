"""What a client may ask of the server: how much, how often, of which host, in which form.

Comes in: requests before any view sees them. Goes out: the same, or one sentence of refusal.
"""
