"""Training of the weights that ship in the wheel. Nothing in the package imports this."""
