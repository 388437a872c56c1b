"""The nouns of the project, each defined once. Everything imports these; they import nothing."""
