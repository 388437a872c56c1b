"""Numbers with what they count: value, bounds, unit, the noun counted."""
