"""Fixtures for data that is not ours: read where an environment variable names its folder, never committed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder_named_by(variable: str) -> Path:
    """The folder that the environment variable names: unset skips the test, set and missing fails it."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set")
    folder = Path(value)
    if not folder.is_dir():
        pytest.fail(f"{variable} names {value}, which is no folder")
    return folder.resolve()


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of published outputs and numbers."""
    return folder_named_by("LINIMASA_REFERENCE")


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder of supplied texts."""
    return folder_named_by("LINIMASA_TEXTS")
