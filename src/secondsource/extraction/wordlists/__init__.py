"""The word tables of reading, and what nouns name."""
