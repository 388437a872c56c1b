"""One report with the look-ups that comparing needs: words, heads, times, actions."""
