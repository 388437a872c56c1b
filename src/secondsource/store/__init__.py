"""Results that stay: the folder of a long run, which can be broken off and gone on with."""
