"""Aligned claims become facts: conflicts, updates, grades, what deserves a line."""
