"""What is shown, as plain data: pure functions that page, API, files and command line share.

Comes in: an edition, the definitions and a view (the query of an address). Goes out: models of each
part, with their values, words and colours decided. It neither draws nor writes HTML.
"""
