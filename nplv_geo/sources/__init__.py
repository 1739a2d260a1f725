"""Where figures and boundaries come from: the network, the services on it, and readers of files.

Comes in: what the layers need of which years, or the files of an administrator. Goes out: files
for the raw store with their sidecars, and what is read from them. No service knows another.
"""
