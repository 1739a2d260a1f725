"""Editions in a bucket (S3, Google, Azure): published there, and brought to this machine.

Comes in: the place of a bucket, and a folder of editions. Goes out: the same editions on the other
side, whole or not at all.
"""
