"""Propositions with their arguments, evidence, standing and sources."""
