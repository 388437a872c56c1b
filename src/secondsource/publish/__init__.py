"""Writers: one Story, shown in a terminal, as one HTML file, or as Markdown."""
