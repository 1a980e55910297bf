"""The command line: parses, calls a command, and turns what it raises into a message and an exit code."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from benchmark import __version__
from benchmark.errors import BenchmarkError

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["main"]

C = TypeVar("C")

COMMANDS = {
    "run": "run systems over a corpus, score them, store the results, print the leaderboard",
    "score": "score files of predictions against a file of gold; runs nothing",
    "leaderboard": "print the table again, from stored runs",
    "compare": "compare two or more runs: differences, intervals, p-values, changed spans",
    "gate": "fail where a run is worse than a baseline by more than chance",
    "report": "write the one-file HTML report",
    "systems": "list every system and what it lacks to run here",
    "new": "write a system, or a package of one, that works at once",
    "check": "run the conformance suite on a system",
    "validate": "name every fault of a corpus at once",
    "agree": "agreement of two annotations of the same texts",
    "convert": "convert between formats, saying what the target cannot hold",
    "show": "show one document marked up, and what systems make of it",
    "datasheet": "print the tables that describe a corpus",
}
COMMANDS_FOLDER = Path(__file__).parent / "commands"
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors read as ours do, and whose help is printed as all else is: argparse is silent where that fails."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Prints the help, to stdout as a rule."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"linimasa: error: {message}\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line; importing a command's module must cost nothing."""
    parser = _Parser(prog="linimasa", description="A benchmark of how well extractors read the news.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"linimasa {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    common = _common_options()
    for name, summary in COMMANDS.items():
        if not (COMMANDS_FOLDER / f"{name}.py").exists():
            continue
        module = importlib.import_module(f"benchmark.commands.{name}")
        command = commands.add_parser(name, help=summary, description=module.__doc__, parents=[common], allow_abbrev=False)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser


def _common_options() -> _Parser:
    common = _Parser(add_help=False)
    group = common.add_argument_group("options of every command")
    group.add_argument(
        "--texts", action="append", type=Path, default=[], metavar="DIR", help="a folder of texts that a corpus leaves to you, as <id>.txt"
    )
    group.add_argument(
        "--set",
        action="append",
        dest="settings",
        default=[],
        metavar="SYSTEM.OPTION=VALUE",
        help="an option of a system, or a TOML file of them",
    )
    group.add_argument("--quiet", action="store_true", help="no progress, no remarks")
    group.add_argument("--debug", action="store_true", help="show the traceback of an error")
    group.add_argument(
        "-f",
        "--output-format",
        dest="output",
        choices=["table", "md", "csv", "json", "latex"],
        default="table",
        help="the form of what is printed",
    )
    return common


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code; 141, as a shell shows it, where whoever reads its output has enough of it."""
    _open_streams()
    try:
        return _answered(arguments)
    except BrokenPipeError:
        _silence()
        return 128 + signal.SIGPIPE


def _answered(arguments: Sequence[str] | None) -> int:
    try:
        options = build_parser().parse_args(arguments)
    except SystemExit as ended:
        _flushed(ended.code)
        raise
    try:
        return _flushed(int(options.run(options)))
    except BenchmarkError as error:
        if options.debug:
            raise
        for line in str(error).splitlines() or [type(error).__name__]:
            print(f"linimasa: error: {line}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("linimasa: interrupted; what is stored stays, the same command goes on from there", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        if options.debug or error.errno != errno.ENOSPC:
            raise
        print(f"linimasa: error: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_USAGE


def _flushed(code: C) -> C:
    """The code, once all is written: Python would do so at exit, where nobody can answer for what fails."""
    sys.stdout.flush()
    return code


def _open_streams() -> None:
    """Gives a stream to write to where the caller closed one, so that nobody has to ask, and no other file takes its number."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def _silence() -> None:
    """Nothing more may be written where nobody reads, at exit neither."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
