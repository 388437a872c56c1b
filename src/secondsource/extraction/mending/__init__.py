"""What parses get wrong time and again, put right by rule before claims are read."""
