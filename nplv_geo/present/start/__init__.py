"""The page on which nobody has chosen anything yet: it asks, and tells what is worth a look."""
