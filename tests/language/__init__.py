"""How plain our Dutch is: all texts, their measure, and what is excepted."""
