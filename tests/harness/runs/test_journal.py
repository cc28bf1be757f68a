"""The journal, written and read back."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.runs import journal
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.verdicts.verdict import Outcome

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
STEPS = st.builds(
    StepRecord,
    keyword=st.sampled_from(["Quand", "Alors"]),
    text=WORDS,
    line=st.integers(1, 999),
    status=st.sampled_from(Outcome),
    error=st.none() | WORDS,
    evidence=st.lists(
        st.fixed_dictionaries({"kind": st.just("note"), "text": WORDS}), max_size=3
    ).map(tuple),
)
RECORDS = st.builds(
    ScenarioRecord,
    file=WORDS,
    line=st.integers(1, 999),
    name=WORDS,
    status=st.sampled_from(Outcome),
    error=st.none() | WORDS,
    duration_s=st.floats(0, 1000),
    steps=st.lists(STEPS, max_size=3).map(tuple),
)


@given(st.lists(RECORDS, max_size=4))
def test_what_was_written_is_read(records: list[ScenarioRecord]) -> None:
    """Any record comes back as it was, whatever its words and line breaks."""
    stream = io.StringIO(newline="")
    for record in records:
        journal.write(stream, record)

    assert records == list(journal.read(stream.getvalue().split("\n")[:-1]))


def test_a_record_is_one_line_of_json() -> None:
    """French letters stand as they are; the line ends with the record."""
    stream = io.StringIO()
    step = StepRecord("Quand", "Camille\nlit", 5, Outcome.PASSED)
    journal.write(
        stream, ScenarioRecord("x", 3, "Été", Outcome.FAILED, "a\nb", 0.5, (step,))
    )
    line = stream.getvalue()

    assert 1 == line.count("\n")
    assert '"Été"' in line
    assert {
        "file": "x",
        "line": 3,
        "name": "Été",
        "status": "failed",
        "error": "a\nb",
        "duration_s": 0.5,
        "steps": [
            {
                "keyword": "Quand",
                "text": "Camille\nlit",
                "line": 5,
                "status": "passed",
                "error": None,
                "evidence": [],
                "raised": "",
                "duration_s": 0.0,
            }
        ],
        "began_at": 0.0,
    } == json.loads(line)


def test_each_record_leaves_the_process_at_once() -> None:
    """A process that is killed loses only the scenario under way."""
    flushed = []

    class Stream(io.StringIO):
        """Tells when it is flushed."""

        def flush(self) -> None:
            """Remember what was written by then."""
            flushed.append(self.getvalue())

    stream = Stream()
    journal.write(stream, ScenarioRecord("x", 3, "Un", Outcome.PASSED, None, 0.1))

    assert [stream.getvalue()] == flushed


def test_an_unknown_status_is_not_taken_for_green() -> None:
    """A record that cannot be understood is an error."""
    line = '{"file":"x","line":1,"name":"","status":"ok","error":null,"duration_s":0,'
    with pytest.raises(ValueError, match="ok"):
        list(journal.read([line + '"steps":[]}']))


def test_half_a_character_does_not_lose_the_record() -> None:
    """An explanation may quote bytes that are no text: the record is kept."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    record = ScenarioRecord("x", 3, "Un", Outcome.FAILED, "\udce9", 0.1)
    journal.write(stream, record)
