"""The `kg` command: one file per verb below; this one names them and turns errors into sentences and exit codes."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from kg import __version__
from kg.errors import TalkgraphError

INTERRUPTED = 130
VERBS = {
    "extract": "Prints what was read from each SOURCE as JSON, storing nothing; with --explain shows it to a person.",
    "ingest": "Reads, identifies, describes, validates, stores and publishes each SOURCE.",
    "harvest": "Fetches and ingests what changed at the sources NAME…, or at all of data/sources/*.toml.",
    "validate": "Checks each RDF FILE, or what the store has published, against the shapes.",
    "query": "Asks the store a question in SPARQL: a saved query by NAME, a .rq FILE, or standard input ('-').",
    "export": "Prints the published graph, byte for byte the same for the same documents.",
    "rebuild": "Makes the published graph again from the stored announcements, authorities and decisions.",
    "serve": "Serves the web site and the SPARQL endpoint until it is interrupted.",
    "source": "The settings of sources: what holds for all talks of a source, and how its lines are composed.",
    "stats": "Prints how many talks, people and institutions there are, and what is missing.",
}
"""Each stands in the module of its name, and is described here as there: `kg --help` imports none of them."""


class _Verbs(click.Group):
    """The verbs, imported when asked for: `kg query` does not wait for the readers, nor `kg extract` for the store."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(VERBS)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return getattr(import_module(f"kg.cli.{name}"), name) if name in VERBS else None


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def kg() -> None:
    """Reads announcements of academic talks and turns them into linked data.

    \b
    kg ingest bundled:       builds a graph from the bundled announcements
    kg query joint-series    asks it a saved question; kg query --list names them all
    kg serve                 shows it at http://127.0.0.1:5000/

    Exit codes: 0 done; 1 done, but problems were found; 2 wrong use; 3 a source could not be fetched;
    4 the store is missing, locked or did not answer; 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one `kg` command and returns its exit code; every error is one sentence on stderr."""
    try:
        result = kg.main(args=None if arguments is None else list(arguments), prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; what was stored before is kept as it was.", err=True)
        return INTERRUPTED
    except TalkgraphError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (`kg export | head`): nothing is wrong, and nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"Error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}.", err=True)
        return 1
    except Exception as error:  # the outermost frame: what nobody foresaw is said in a sentence as well
        if os.environ.get("KG_DEBUG"):
            raise
        click.echo(f"Error: something went wrong that should not have ({type(error).__name__}: {str(error)[:200]}). "
                   "What was stored before is kept. KG_DEBUG=1 shows where.", err=True)
        return 1
