"""Pure functions from (edition, view) to what is shown; web, command line and exports share them."""
