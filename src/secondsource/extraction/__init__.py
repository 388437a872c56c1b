"""Syntax → entities, times, places, quantities, attributions, quotes, claims, boilerplate."""
