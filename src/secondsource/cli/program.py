"""The group of all commands, and what happens when one of them can't go on.

Modules here import nothing heavier than click at the top, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from secondsource import __version__
from secondsource.cli.explain import explain
from secondsource.cli.extract import extract
from secondsource.cli.read import read
from secondsource.cli.schema import schema
from secondsource.cli.stories import stories
from secondsource.cli.update import update
from secondsource.errors import SecondsourceError

DONE, SOME_FAILED, INTERRUPTED = 0, 1, 130


class Program(click.Group):
    """A group that exits 0, 1, 2 or 130, and never with a traceback for a caller's mistake."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """In the order in which a newcomer needs them."""
        return list(self.commands)

    def invoke(self, context: click.Context) -> Any:
        """Run a command and see that what it printed got out.

        Where the reader of our output has seen enough, that is no error; click would take it for
        one if it got to see it.
        """
        try:
            result = super().invoke(context)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            # Python would complain again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(DONE)
        return result

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and exit, as ``click.Command.main`` does."""
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            status = error.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.echo("interrupted", err=True)
            status = INTERRUPTED
        except SecondsourceError as error:
            click.echo(f"secondsource: {error}", err=True)
            status = SOME_FAILED
        except OSError as error:  # of what is written: what can't be read is a failure of its own
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"secondsource: {place}{(error.strerror or str(error)).lower()}", err=True)
            status = SOME_FAILED
        sys.exit(status if isinstance(status, int) else DONE)


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"secondsource {__version__}")
    context.exit()


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """Read several news reports of the same events: which facts stand, and on whose word.

    \b
    secondsource read a.txt b.html            the sheet in the terminal
    secondsource read reports/ --html s.html  the same as a page
    secondsource read --sample ferry-fire     a sample that comes with it

    SRC is a file, a folder, a glob, a web address, or - for JSON Lines on standard input.
    """


for _command in (read, extract, stories, update, explain, schema):
    main.add_command(_command)
