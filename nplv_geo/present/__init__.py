"""Pure functions from (edition, view) to what is shown, shared by web and command line."""
