"""Asks the installed ATen which rules its operators follow and which dtypes they take and give."""
