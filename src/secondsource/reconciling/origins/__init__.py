"""Where knowledge comes from, and how many independent origins stand behind a statement."""
