"""Whatever a system does costs its own documents only, and a run that is killed goes on where it was."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmark.cli import main

WILD = """
import os, signal, subprocess, sys, time
from benchmark import Entity, Extractor


class Wild(Extractor):
    provides = {"entities"}

    def extract(self, document):
        what = document.text.split()[0]
        if what == "raise":
            raise ValueError("boom")
        if what == "hang":
            time.sleep(600)
        if what == "exit":
            os._exit(3)
        if what == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        if what == "allocate":
            kept = []
            while True:
                kept.append(bytearray(10_000_000))
        if what == "beyond":
            return [Entity(0, 10**6, "ORG")]
        if what == "layer":
            from benchmark import Money
            return [Money(0, 2, "USD", "1")]
        if what == "record":
            return ["Acme"]
        if what == "none":
            return None
        if what == "print":
            print("x" * 5_000_000)
            sys.stderr.write("y" * 5_000_000)
        if what == "child":
            subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "left-by-a-wild-system"])
        return [Entity(0, len(what), "ORG")]
"""

CAUSES = {
    "raise": "ValueError: boom",
    "hang": "timeout: no answer within 2 s",
    "exit": "worker exited with code 3",
    "kill": "worker killed by SIGKILL",
    "crash": "worker killed by SIGSEGV",
    "allocate": "out of memory",
    "beyond": "outside the text of",
    "layer": "of layer money, which the system does not declare",
    "record": "record 0 is str 'Acme'",
    "none": "extract returned None",
    "child": "left 1 child process behind",
}
GOOD = ("fine", "print", "also")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "systems").mkdir()
    return tmp_path


def write_corpus(path: Path, words: list[str]) -> None:
    documents = [
        {"id": f"d-{word}", "lang": "en", "text": f"{word} text", "entities": [{"start": 0, "end": len(word), "type": "ORG"}]}
        for word in words
    ]
    path.write_text("".join(json.dumps(document) + "\n" for document in documents))


def test_every_wild_document_is_named_with_its_cause_and_the_others_are_scored(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "systems" / "wild.py").write_text(WILD)
    words = [*GOOD[:1], *CAUSES, *GOOD[1:]]
    write_corpus(place / "corpus.jsonl", words)
    assert main(["run", "wild", "--corpus", "corpus.jsonl", "-j", "2", "--timeout", "2", "--memory", "0.25", "-f", "json"]) == 3
    printed = capsys.readouterr()
    for word, cause in CAUSES.items():
        assert f"wild: d-{word}: " in printed.err
        assert cause in printed.err.partition(f"wild: d-{word}: ")[2].partition("\n")[0], word
    (system,) = json.loads(printed.out)["systems"]
    assert system["failed"] == len(CAUSES)
    counts = system["layers"]["entities"]["strict"]["micro"]
    assert (counts["right"], counts["predicted"], counts["gold"]) == (len(GOOD), len(GOOD), len(words))
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "left-by-a-wild-system" not in listed
    assert main(["run", "wild", "--corpus", "corpus.jsonl", "--quiet"]) == 3, "what failed is stored as well"


SLOW = """
import time
from benchmark import Entity, Extractor


class Slow(Extractor):
    provides = {"entities"}

    def extract(self, document):
        time.sleep(0.004)
        return [Entity(0, 4, "ORG")]
"""


def started(results: Path) -> subprocess.Popen[bytes]:
    arguments = [
        sys.executable,
        "-m",
        "benchmark.cli",
        "run",
        "slow",
        "--corpus",
        "corpus.jsonl",
        "--results",
        str(results),
        "--quiet",
        "-j",
        "2",
    ]
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def stored(results: Path) -> dict[str, bytes]:
    files = [*results.glob("cache/*/predictions.jsonl"), *results.glob("runs/*/*/counts.csv"), *results.glob("runs/*/*/failures.jsonl")]
    return {str(path.relative_to(results)): path.read_bytes() for path in files}


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_bytes(place: Path) -> None:
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(600)])
    assert started(place / "whole").wait(60) == 0
    chance = random.Random(7)
    for _ in range(20):
        process = started(place / "broken")
        time.sleep(chance.uniform(0.3, 0.8))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert started(place / "broken").wait(60) == 0
    assert stored(place / "broken") == stored(place / "whole")
    assert len(stored(place / "whole")) == 3


def test_a_complete_run_costs_no_extraction(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(200)])
    assert main(["run", "slow", "--corpus", "corpus.jsonl"]) == 0
    capsys.readouterr()
    began = time.monotonic()
    assert main(["run", "slow", "--corpus", "corpus.jsonl"]) == 0
    assert time.monotonic() - began < 2.0
    assert "200 documents, all stored: nothing to do" in capsys.readouterr().err


def test_the_number_of_workers_changes_no_byte(place: Path) -> None:
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(150)])
    for jobs in ("1", "3"):
        assert main(["run", "slow", "--corpus", "corpus.jsonl", "--results", f"with{jobs}", "-j", jobs, "--quiet"]) == 0
    assert stored(place / "with1") == stored(place / "with3")


def test_a_system_that_answers_differently_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "    def extract(self, document):\n        return [Entity(0, 1 + time.time_ns() % 3, 'ORG')]\n"
    (place / "systems" / "moody.py").write_text(SLOW.partition("    def extract")[0] + body)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(30)])
    assert main(["run", "moody", "--corpus", "corpus.jsonl", "--repeat", "2"]) == 0
    assert "the answer differs from run to run" in capsys.readouterr().err


def test_a_secret_is_never_written(place: Path) -> None:
    body = "    api_key: str = option('', 'what opens the door')\n\n    def extract(self, document):\n        return []\n"
    head = SLOW.replace("import Entity, Extractor", "import Entity, Extractor, option").partition("    def extract")[0]
    (place / "systems" / "hidden.py").write_text(head + body)
    write_corpus(place / "corpus.jsonl", ["fine"])
    assert main(["run", "hidden", "--corpus", "corpus.jsonl", "--set", "hidden.api_key=opensesame", "--quiet"]) == 0
    for path in (place / "results").rglob("*"):
        assert not path.is_file() or b"opensesame" not in path.read_bytes(), path


def test_a_full_disk_is_said_and_the_same_command_goes_on(place: Path) -> None:
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(120)])
    assert started(place / "whole").wait(60) == 0
    # A limit on the size of a file is the nearest thing to a disk that runs full.
    command = "ulimit -f 4; exec " + " ".join(
        [sys.executable, "-m", "benchmark.cli", "run", "slow", "--corpus", "corpus.jsonl", "--results", "full"]
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert started(place / "full").wait(60) == 0
    assert stored(place / "full") == stored(place / "whole")


def test_two_runs_into_one_folder_at_once_do_not_corrupt_it(place: Path) -> None:
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", [f"w{number:03d}" for number in range(150)])
    assert started(place / "whole").wait(60) == 0
    both = [started(place / "shared") for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert stored(place / "shared") == stored(place / "whole")


def test_a_changed_document_and_a_changed_option_redo_just_that(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = SLOW.replace("import Entity, Extractor", "import Entity, Extractor, option").partition("    def extract")[0]
    body = "    size: int = option(2, 'how long a name is')\n\n"
    body += "    def extract(self, document):\n        return [Entity(0, self.size, 'ORG')]\n"
    (place / "systems" / "sized.py").write_text(head + body)
    words = [f"w{number:03d}" for number in range(20)]
    for changed, expected in ((words, "0 stored"), ([*words[:-1], "other"], "19 stored")):
        write_corpus(place / "corpus.jsonl", changed)
        assert main(["run", "sized", "--corpus", "corpus.jsonl"]) == 0
        assert f"20 documents, {expected}" in capsys.readouterr().err
    assert main(["run", "sized", "--corpus", "corpus.jsonl", "--set", "sized.size=3"]) == 0
    assert "20 documents, 0 stored" in capsys.readouterr().err
    assert main(["run", "sized", "--corpus", "corpus.jsonl", "--fresh"]) == 0
    assert "20 documents, 0 stored" in capsys.readouterr().err


def test_a_system_that_does_not_load_is_named_and_the_others_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "systems" / "heavy.py").write_text(
        SLOW.partition("    def extract")[0] + "    def load(self):\n        raise OSError('no weights')\n"
    )
    (place / "systems" / "slow.py").write_text(SLOW)
    write_corpus(place / "corpus.jsonl", ["fine", "also"])
    assert main(["run", "heavy", "slow", "--corpus", "corpus.jsonl"]) == 3
    printed = capsys.readouterr()
    assert "heavy: left out, load failed: OSError: no weights" in printed.err
    assert "slow" in printed.out
