"""Readers of the delivered set-up: Caddy, replicas, and click paths that follow links."""
