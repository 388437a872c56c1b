"""Many reports: copies, reused passages, and which reports tell of the same happening."""
