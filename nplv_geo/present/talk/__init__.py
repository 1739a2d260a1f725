"""The talk sheet of an area: what moved since the start, what was agreed, and room to write.

Comes in: a page and the tables of the programme. Goes out: one model that page, Word, PDF and
command share. The columns for the meeting are headings without a cell: nobody fills them here.
"""
