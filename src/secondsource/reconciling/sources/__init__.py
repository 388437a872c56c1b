"""Who speaks: source phrases, introductions, bodies, who answers for them; entities of a story."""
