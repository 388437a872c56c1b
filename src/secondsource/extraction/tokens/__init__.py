"""Words and numbers as they are printed, before any tree."""
