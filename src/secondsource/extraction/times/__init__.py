"""Time expressions: TIMEX3 type, value, and the interval they denote."""
