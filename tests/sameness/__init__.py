"""Tell whether a change of structure changed anything for who uses the program.

``record`` writes all that a checkout answers as text: the API, pages, commands, exports and files
of its starter edition. ``compare`` lists how two recordings differ. Only what users have is asked,
commands and addresses, so that any two commits can be held side by side, whatever their modules
are called.
"""
