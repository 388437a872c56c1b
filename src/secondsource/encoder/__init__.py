"""One pass of one small transformer: text in, syntax out."""
