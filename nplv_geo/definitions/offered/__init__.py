"""What tables offer: topics with title and unit, names of columns, and what became of a topic.

Comes in: the lists in ``data/topics/`` and those that ``fetch`` kept. Goes out: the topic that a
column of a file holds, and the layers whose topic no newest table offers, with what is like it.
"""
