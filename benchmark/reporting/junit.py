"""The gate as JUnit XML, which GitLab, Jenkins and most others show: a test case for each check."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from benchmark.comparing import Check, Gate
from benchmark.reporting.comparisons import difference_cell
from benchmark.reporting.tables import as_plain_text, percent
from benchmark.wording import counted

__all__ = ["gate_as_junit"]


def gate_as_junit(gate: Gate) -> str:
    """One suite; what the checks found stands in `failure` where they failed, else in `system-out`."""
    failures = sum(not check.passed for check in gate.checks)
    suites = Element("testsuites", tests=str(len(gate.checks)), failures=str(failures))
    suite = SubElement(
        suites,
        "testsuite",
        name=as_plain_text(f"linimasa gate: {gate.run.name} against {gate.baseline.name}"),
        tests=str(len(gate.checks)),
        failures=str(failures),
        errors="0",
        skipped="0",
    )
    for check in gate.checks:
        case = SubElement(suite, "testcase", classname=as_plain_text(f"linimasa.{gate.run.system}"), name=as_plain_text(check.name))
        if check.passed:
            SubElement(case, "system-out").text = as_plain_text(_found(check))
        else:
            SubElement(case, "failure", message=as_plain_text(check.why), type=check.outcome).text = as_plain_text(_found(check))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _found(check: Check) -> str:
    row = check.comparison
    if row is None:
        return f"{check.outcome}: {check.why}"
    scores = f"F1 {percent(row.scores[0])} in the baseline, {percent(row.scores[1])} in the run"
    change = f", change {difference_cell(row)} points" if row.difference.value is not None else ""
    return f"{check.outcome}: {check.why}; {scores}{change}, {counted(row.documents, 'document')}"
