"""``python -m secondsource``."""

from __future__ import annotations

from secondsource.cli import main

if __name__ == "__main__":
    main(prog_name="secondsource")
