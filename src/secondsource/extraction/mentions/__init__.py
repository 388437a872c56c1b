"""Mentions of persons, bodies, places and things, and which of them are one entity."""
