"""The line of a fact: a clause of a report, made to stand alone."""
