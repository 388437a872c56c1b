"""Figures of claims: slot, scope, whose people, range."""
