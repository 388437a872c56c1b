"""What language a report is in, and its words: sentences, trees, labelled spans."""
