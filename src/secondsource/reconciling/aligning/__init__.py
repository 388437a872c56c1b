"""Which claims of different reports state the same thing."""
