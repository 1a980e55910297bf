"""Plugins as people write, break and configure them: what is listed, what is refused, and what `check` prints."""

from __future__ import annotations

import importlib.metadata
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmark.cli import main
from benchmark.describing import describe_apart
from benchmark.errors import UsageError
from benchmark.extractors import BrokenSystemError, find_system, find_systems

OPTIONS = '''
from benchmark import Extractor, Timex, option


class Window(Extractor):
    """Has options of every kind."""

    provides = {"timexes"}
    window: int = option(3, "sentences searched for a date")
    strict: bool = option(False, "whether it is strict")
    names: list[str] = option([], "names to look for")
    share = option(0.5, "a share without an annotation")

    def extract(self, document):
        return []
'''


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LINIMASA_TEXTS", raising=False)
    (tmp_path / "systems").mkdir()
    return tmp_path


def write(place: Path, name: str, content: str) -> Path:
    path = place / "systems" / f"{name}.py"
    path.write_text(content)
    return path


def install(place: Path, monkeypatch: pytest.MonkeyPatch, package: str, module: str, system: str = "plugged") -> None:
    """What installing a package leaves behind: its module, and its metadata with an entry point."""
    site = place / f"site-{package}"
    metadata = site / f"{package}-1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(f"[linimasa.systems]\n{system} = {package}:Plugged\n")
    (site / f"{package}.py").write_text(module)
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    importlib.invalidate_caches()


PLUGGED = """
from benchmark import Extractor
{}

class Plugged(Extractor):
    '''Plugged in.'''

    provides = {{"money"}}

    def extract(self, document):
        return []
"""


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        pytest.param("import no_such_module\n", "ModuleNotFoundError: No module named 'no_such_module'", id="a missing dependency"),
        pytest.param("1 +\n", "SyntaxError: invalid syntax", id="a slip of the pen"),
        pytest.param("import sys; sys.exit(4)\n", "SystemExit: 4", id="it exits"),
        pytest.param("import os; os._exit(7)\n", "its process exited with code 7", id="it ends the process"),
        pytest.param("import os; os.kill(os.getpid(), 11)\n", "its process was killed by SIGSEGV", id="it crashes"),
        pytest.param("x = 1\n", "expected one class derived from Extractor, found none", id="no class"),
        pytest.param(OPTIONS.replace('{"timexes"}', "'timexes'"), "provides 'timexes'; expected a set of", id="a string for a set"),
        pytest.param(OPTIONS.replace("list[str]", "lst[str]"), "name 'lst' is not defined", id="no such type"),
        pytest.param(OPTIONS + "    def missing(self):\n        return 1 / 0\n", "ZeroDivisionError", id="its own question fails"),
    ],
)
def test_a_broken_plugin_is_listed_with_its_error_and_breaks_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str], content: str, cause: str
) -> None:
    write(place, "bad", content)
    assert main(["systems"]) == 0
    printed = capsys.readouterr().out
    assert cause in printed.partition("\nbad\n")[2]
    assert "regex: Dates, amounts" in printed
    assert main(["run", "bad", "regex", "--split", "dev"]) == 3
    printed = capsys.readouterr()
    assert cause in printed.err
    assert "regex" in printed.out


@pytest.mark.parametrize(
    ("name", "better"), [("bad name", "bad_name"), ("bad-name", "bad_name"), ("3rd", "system_3rd"), (" é!", "é"), ("!", "system")]
)
def test_a_file_whose_name_is_none_is_listed_with_a_better_one(
    place: Path, capsys: pytest.CaptureFixture[str], name: str, better: str
) -> None:
    write(place, name, OPTIONS)
    said = f"systems/{name}.py: {name!r} is no Python identifier; rename the file to {better}.py"
    assert main(["systems", "-f", "json"]) == 0
    (row,) = (row for row in json.loads(capsys.readouterr().out) if row["system"] == name)
    assert row["runs here"] == f"no: {said}"
    assert main(["run", name]) == 2
    assert f"systems/{name}.py: is no system, {name!r} is no Python identifier" in capsys.readouterr().err
    write(place, better, OPTIONS)
    assert better in find_systems()


def test_a_run_of_all_systems_says_which_file_it_leaves_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, "bad name", OPTIONS)
    assert main(["run", "--set", "nosuch.x=1"]) == 2, "nothing is run here"
    assert "linimasa: systems/bad name.py: left out, 'bad name' is no Python identifier" in capsys.readouterr().err


def test_a_plugin_that_hangs_at_import_is_broken(place: Path) -> None:
    write(place, "hangs", "import time; time.sleep(600)\n")
    with pytest.raises(BrokenSystemError, match=r"no answer within 0\.5 s"):
        describe_apart(find_system("hangs"), timeout=0.5)


def test_an_installed_plugin_is_found_by_its_metadata_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(place, monkeypatch, "plugged_one", "raise RuntimeError('imported')\n")
    (source,) = find_systems()["plugged"]
    assert source.origin == "package plugged_one"
    assert "plugged_one" not in sys.modules


def test_a_deleted_dependency_leaves_everything_else_working(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(place, monkeypatch, "plugged_two", PLUGGED.format("import dependency_of_plugged"))
    dependency = place / "site-plugged_two" / "dependency_of_plugged.py"
    dependency.write_text("")
    assert main(["systems"]) == 0
    assert "plugged: Plugged in." in capsys.readouterr().out
    dependency.unlink()
    assert main(["systems"]) == 0
    assert "plugged (package plugged_two) cannot be imported: ModuleNotFoundError" in capsys.readouterr().out
    assert main(["run", "regex", "--split", "dev", "--quiet"]) == 0
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])


def test_an_entry_point_that_names_no_class_is_broken(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(place, monkeypatch, "plugged_three", PLUGGED.format("").replace("class Plugged", "class Other"))
    assert main(["systems"]) == 0
    assert "plugged_three has no Plugged (its systems: Other)" in capsys.readouterr().out


def test_two_plugins_of_one_name_are_an_error_that_names_both(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    install(place, monkeypatch, "plugged_four", PLUGGED.format(""))
    install(place, monkeypatch, "plugged_five", PLUGGED.format(""))
    assert main(["run", "plugged", "--split", "dev"]) == 2
    message = capsys.readouterr().err
    assert "package plugged_four" in message
    assert "package plugged_five" in message
    assert main(["systems"]) == 0
    assert "rename one" in capsys.readouterr().out


def test_options_are_listed_with_type_default_and_documentation(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, "window", OPTIONS)
    assert main(["systems"]) == 0
    printed = capsys.readouterr().out
    assert "--set window.window=3 (int): sentences searched for a date" in printed
    assert "--set window.share=0.5 (float): a share without an annotation" in printed


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        pytest.param(["window.window=5"], {"window": 5}, id="a number"),
        pytest.param(["window.strict=true"], {"strict": True}, id="a truth"),
        pytest.param(['window.names=["a", "b"]'], {"names": ["a", "b"]}, id="a list as JSON"),
        pytest.param(["window.share=1"], {"share": 1.0}, id="a type told by the default"),
        pytest.param(["options.toml"], {"window": 7, "names": ["x"]}, id="a file"),
        pytest.param(["options.toml", "window.window=8"], {"window": 8, "names": ["x"]}, id="the last one counts"),
    ],
)
def test_options_are_part_of_the_stored_results(place: Path, given: list[str], stored: dict[str, object]) -> None:
    write(place, "window", OPTIONS)
    (place / "options.toml").write_text('[window]\nwindow = 7\nnames = ["x"]\n')
    assert main(["run", "window", "--split", "dev", "--quiet", *(part for one in given for part in ("--set", one))]) == 0
    (manifest,) = (place / "results" / "runs").glob("window@*/*/manifest.json")
    assert json.loads(manifest.read_text())["options"] == {"window": 3, "strict": False, "names": [], "share": 0.5} | stored


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param("window.window=wide", "option window of window: 'wide': Expected `int`, got `str`", id="a wrong type"),
        pytest.param("window.strict=maybe", "option strict of window: 'maybe': Expected `bool`, got `str`", id="no truth"),
        pytest.param("window.names=[1]", "option names of window: '[1]': Expected `array`, got `str`", id="a wrong list"),
        pytest.param("window.width=5", "option of window 'width' is not known (known: names, ", id="an unknown option"),
        pytest.param("nowhere.toml", "nowhere.toml: No such file or directory", id="no file"),
        pytest.param("broken.toml", "broken.toml: ", id="a broken file"),
        pytest.param("flat.toml", "flat.toml: window is no table; expected [SYSTEM]", id="a file without a table"),
        pytest.param("typed.toml", "option window of window: 1.5: Expected `int`, got `float`", id="a wrong type in a file"),
    ],
)
@pytest.mark.parametrize(
    "command", [["run", "window", "--split", "dev"], ["systems"], ["check", "window"]], ids=["run", "systems", "check"]
)
def test_wrong_options_are_refused(place: Path, capsys: pytest.CaptureFixture[str], command: list[str], given: str, message: str) -> None:
    write(place, "window", OPTIONS)
    (place / "broken.toml").write_text("[window\n")
    (place / "flat.toml").write_text("window = 3\n")
    (place / "typed.toml").write_text("[window]\nwindow = 1.5\n")
    assert main([*command, "--set", given]) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.out == ""


def test_check_prints_each_check_and_how_many_ran(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, "window", OPTIONS)
    assert main(["check", "window", "--quick"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "passed   options: names: list[str], share: float, strict: bool, window: int" in lines
    assert "skipped  tight slices: it found nothing to look at in all texts" in lines
    assert lines[-1] == f"window: 24 of {len(lines) - 2} checks ran: 24 passed, 0 failed, 10 skipped"


def test_check_says_what_failed_and_exits_1(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, "bad", OPTIONS.replace("return []", "return [Timex(0, 99, type='DATE')] if document.text == 'R' else []"))
    assert main(["check", "systems/bad.py:Window", "--quick", "-f", "json"]) == 1
    (failed,) = [row for row in json.loads(capsys.readouterr().out) if row["result"] == "failed"]
    assert failed["check"] == "offsets inside the text"
    assert "one-character-1-id: Timex(start=0, end=99" in failed["why"]
    assert "0-99 in a text of 1 code point" in failed["why"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("import no_such_module\n", "No module named 'no_such_module'", id="it cannot be imported"),
        pytest.param(OPTIONS + "    requires = {'no_such': 'pip install it'}\n", "to get it: pip install it", id="it lacks something"),
        pytest.param(OPTIONS + "    def load(self):\n        1 / 0\n", "ZeroDivisionError", id="it does not load"),
        pytest.param("import os; os._exit(7)\n", "its process exited with code 7", id="it ends the process"),
    ],
)
def test_check_of_what_cannot_run_says_why_and_exits_2(place: Path, capsys: pytest.CaptureFixture[str], content: str, message: str) -> None:
    write(place, "bad", content)
    assert main(["check", "bad"]) == 2
    assert message in capsys.readouterr().err


def test_a_check_without_a_system_is_wrong_usage(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "nosuch"]) == 2
    assert "system 'nosuch' is not known" in capsys.readouterr().err


def test_finding_systems_imports_none(place: Path) -> None:
    write(place, "unasked", "raise RuntimeError('imported')\n")
    assert "unasked" in find_systems()
    with pytest.raises(UsageError, match="is not known"):
        find_system("nosuch")


def children_of(process: int) -> list[int]:
    return [int(child) for listing in Path(f"/proc/{process}/task").glob("*/children") for child in listing.read_text().split()]


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
@pytest.mark.parametrize("where", ["load", "extract"])
def test_an_ended_check_leaves_no_process_behind(place: Path, sent: signal.Signals, where: str) -> None:
    body = f"    def load(self):\n        {'time.sleep(600)' if where == 'load' else 'pass'}\n"
    write(place, "hangs", "import time\n" + OPTIONS.replace("return []", "time.sleep(600)") + body)
    started = subprocess.Popen(
        [sys.executable, "-m", "benchmark.cli", "check", "hangs"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_for(lambda: children_of(started.pid))
    time.sleep(1)
    (child,) = children_of(started.pid)
    started.send_signal(sent)
    _, said = started.communicate(timeout=20)
    assert started.returncode == (130 if sent == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in said
    wait_for(lambda: not Path(f"/proc/{child}").exists())
