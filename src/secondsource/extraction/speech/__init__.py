"""Who is said to have said what: attribution source, cue and content; quotations; speakers."""
