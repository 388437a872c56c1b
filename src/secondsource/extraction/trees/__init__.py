"""Questions to a dependency tree: clauses, phrases, roles, auxiliaries."""
