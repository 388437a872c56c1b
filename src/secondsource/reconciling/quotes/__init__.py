"""The same utterance across reports, word by word."""
