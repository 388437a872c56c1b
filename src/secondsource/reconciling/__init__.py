"""Readings of one story to a Story: what is stated together, by whom, and how well it stands."""
