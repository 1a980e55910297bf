"""Writes a system that works at once: a file in ./systems, or with --package a folder that pip can install."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("name", metavar="NAME", help="the system's id: letters, digits and _")
    parser.add_argument("--package", type=Path, metavar="DIR", help="write a package into this folder, which `pip install` makes visible")


def run(options: argparse.Namespace) -> int:
    """Prints the files that it wrote, and says what to do with them."""
    from benchmark.commands import remark
    from benchmark.scaffolding import write_package, write_system

    name = options.name
    if options.package is None:
        print(write_system(name))
        remark(options, f"put your code into it, then: linimasa check {name}, linimasa run {name}")
        return 0
    for path in write_package(name, options.package):
        print(path)
    remark(options, f"put your code into it, then: pip install -e {options.package}, linimasa check {name}, linimasa run {name}")
    return 0
