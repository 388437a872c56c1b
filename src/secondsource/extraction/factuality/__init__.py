"""Whether a clause tells of what is, is planned, may be, is asked for or is not so."""
