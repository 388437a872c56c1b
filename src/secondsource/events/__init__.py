"""A claim becomes a political event: who did what to whom, in PLOVER's terms."""
