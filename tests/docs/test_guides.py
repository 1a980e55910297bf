"""The guides as a reader follows them: every command is run, from an empty folder and an environment of its own, on an installed wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmark.scaffolding import write_package

ROOT = Path(__file__).parent.parent.parent
FENCE = re.compile(r"^```(?P<language>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
CAPTION = re.compile(r":caption: (?P<path>\S+)\n\n")
MOST_COMMANDS, MOST_LINES = 5, 12


@dataclass
class Step:
    """What a reader does: type a command and see `output`, or put `content` into a file."""

    command: str = ""
    output: str = ""
    path: str = ""
    content: str = ""
    language: str = ""


def steps_of(guide: str) -> Iterator[Step]:
    for block in FENCE.finditer((ROOT / "docs" / guide).read_text(encoding="utf-8")):
        if block["language"] == "console":
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield Step(command, output)
        elif (caption := CAPTION.match(block["body"])) is not None:
            language = block["language"].removeprefix("{code-block} ")
            yield Step(path=caption["path"], content=block["body"][caption.end() :], language=language)


def expected(output: str) -> re.Pattern[str]:
    """What is shown as a pattern: … stands for anything in a line, a line of it for any lines."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in output.splitlines()]
    return re.compile("".join(lines))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the project, built once, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> dict[str, str]:
    """A fresh virtual environment, as its environment variables: this one's other packages can be seen in it, the project cannot."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    others = folder / "others"
    others.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "linimasa" not in entry.name and entry.suffix != ".pth" and entry.name != "__pycache__":
            (others / entry.name).symlink_to(entry)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "others.pth").write_text(f"{others}\n")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINIMASA", "PYTHON", "PIP_", "VIRTUAL_ENV"))}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheel.parent), "PIP_NO_BUILD_ISOLATION": "false", "PIP_CONFIG_FILE": os.devnull}
    return {**kept, **pip, "PATH": f"{folder / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def follow(guide: str, place: Path, environment: dict[str, str]) -> None:
    for step in steps_of(guide):
        if step.path:
            (place / step.path).parent.mkdir(exist_ok=True)
            (place / step.path).write_text(step.content, encoding="utf-8")
            continue
        done = subprocess.run(["bash", "-c", step.command], cwd=place, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (step.command, done.stdout, done.stderr)
        if step.output:
            assert expected(step.output).fullmatch(done.stdout), f"{step.command}\n--- printed\n{done.stdout}\n--- shown\n{step.output}"


def test_the_tutorial_leads_from_an_empty_folder_to_a_row_in_the_leaderboard(
    tmp_path: Path, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    steps = list(steps_of("tutorial.md"))
    commands = [step.command for step in steps if step.command]
    lines = [line for step in steps if step.language == "python" for line in step.content.splitlines() if line.strip()]
    with capsys.disabled():
        print(f"\ntutorial: {len(commands)} commands ({'; '.join(commands)}), {len(lines)} lines of Python")
    assert len(commands) <= MOST_COMMANDS
    assert len(lines) <= MOST_LINES
    assert commands[0] == "pip install linimasa"
    follow("tutorial.md", tmp_path, environment)


@pytest.fixture(scope="module")
def installed(environment: dict[str, str]) -> dict[str, str]:
    """The environment with the project installed from its wheel."""
    subprocess.run(["pip", "install", "--quiet", "linimasa"], env=environment, check=True, capture_output=True)
    return environment


@pytest.mark.parametrize("guide", ["wrapping.md", "packaging.md"])
def test_every_command_of_a_guide_works(guide: str, tmp_path: Path, installed: dict[str, str]) -> None:
    follow(guide, tmp_path, installed)


def test_an_installed_wheel_brings_its_gold_and_its_systems(tmp_path: Path, installed: dict[str, str]) -> None:
    def printed(command: str) -> str:
        return subprocess.run(["bash", "-c", command], cwd=tmp_path, env=installed, capture_output=True, text=True, check=True).stdout

    where = printed("python -c 'from benchmark.corpora import find_corpus; print(find_corpus(\"gold\"))'").strip()
    assert where.endswith("site-packages/benchmark/gold")
    assert ": 0 faults in " in printed("linimasa validate gold")
    assert "regex" in printed("linimasa run regex --split dev --quiet")
    assert "stanza" in printed("linimasa systems")
    assert list(tmp_path.iterdir()) == [tmp_path / "results"]


def test_what_the_guide_shows_of_a_package_is_what_new_writes(tmp_path: Path) -> None:
    project, _, test = (path.read_text(encoding="utf-8") for path in write_package("years", tmp_path / "pkg"))
    guide = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    assert f"```python\n{test.partition(chr(10) * 2)[2]}```" in guide
    entry = '[project.entry-points."linimasa.systems"]\nyears = "linimasa_years:Years"\n'
    assert entry in project
    assert f"```toml\n{entry}```" in guide
