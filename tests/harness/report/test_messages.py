"""The run as Cucumber Messages, held against the official schema."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from harness.report.messages import PROTOCOL, envelopes, write_messages
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.plan import Plan, location_of, make_plan
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

SCHEMAS = Path(__file__).parents[2] / "schemas"
SCHEMA = json.loads(
    (SCHEMAS / f"cucumber-messages-{PROTOCOL}.schema.json").read_text("utf-8")
)
VALIDATOR = validator_for(SCHEMA)(SCHEMA)
REASON = "la position ne se voit que dans un vrai navigateur"
WORDS = st.text(max_size=20)
"""Half characters included: a page may hold any."""

SHORT = {
    "p": Outcome.PASSED,
    "f": Outcome.FAILED,
    "e": Outcome.ERROR,
    "n": Outcome.NOT_OBSERVABLE,
}
Run = Callable[..., list[dict[str, Any]]]


def errors_of(messages: list[dict[str, Any]]) -> list[str]:
    """Return what the official schema has against *messages*."""
    return [
        f"{next(iter(each))}: {wrong.message}"
        for each in messages
        for wrong in VALIDATOR.iter_errors(each)
    ]


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Plans with a Contexte, a Règle, rows of an outline: two features."""
    return make_plan(None, "@exigence:P1.1 or @exigence:P8.4")


@pytest.fixture
def run(verification: Callable[..., Verification], plan: Plan, tmp_path: Path) -> Run:
    """Write the messages of a run that ended so, and read them back."""

    def tell(*records: ScenarioRecord, **changed: Any) -> list[dict[str, Any]]:
        told = replace(
            verification("P1.1"), **({"plan": plan, "records": records} | changed)
        )
        write_messages(tmp_path / "m.ndjson", told, tmp_path / "evidence")
        lines = (tmp_path / "m.ndjson").read_text("utf-8").split("\n")
        assert not lines[-1]
        return [json.loads(line) for line in lines[:-1]]

    return tell


def recorded(
    plan: Plan, status: Outcome, *steps: Outcome, error: str | None = None
) -> ScenarioRecord:
    """Return how the first scenario of *plan* ended, and each step of it that ran."""
    example = plan.examples[0]
    file, line = location_of(example)
    kept = tuple(
        StepRecord(step.keyword, step.text, step.line, each, f"{each}", duration_s=0.25)
        for step, each in zip(example.steps, steps, strict=False)
    )
    return ScenarioRecord(file, line, example.name, status, error, 2.5, kept, 1e9)


def results(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the results of the first scenario, hooks included."""
    started = of(messages, "testCaseStarted")[0]["id"]
    return [
        each["testStepResult"]
        for each in of(messages, "testStepFinished")
        if each["testCaseStartedId"] == started
    ]


def of(messages: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    """Return the messages of one kind."""
    return [each[kind] for each in messages if kind in each]


def test_every_message_is_what_the_schema_says(run: Run, plan: Plan) -> None:
    """Not one error, and each kind as often as it should."""
    messages = run(recorded(plan, Outcome.PASSED, *[Outcome.PASSED] * 20))
    kinds = Counter(next(iter(each)) for each in messages)
    cases = len(plan.examples)

    assert [] == errors_of(messages)
    assert {1} == {kinds[each] for each in ("meta", "testRunStarted")}
    assert 2 == kinds["source"] == kinds["gherkinDocument"] == kinds["hook"]
    assert cases == kinds["pickle"] == kinds["testCase"] == kinds["testCaseFinished"]
    assert kinds["testStepFinished"] == sum(len(e.steps) + 2 for e in plan.examples)


def test_the_schema_would_refuse_what_is_wrong(run: Run) -> None:
    """A status that does not exist, a field that nobody knows."""
    messages = run()
    messages[-1]["testRunFinished"]["success"] = "oui"
    messages[0]["meta"]["author"] = "x"

    assert 2 == len(errors_of(messages))


def test_a_message_refers_only_to_what_was_said_before(run: Run, plan: Plan) -> None:
    """Readers take the stream line by line: every id stands before its uses."""
    known: set[str] = set()
    for message in run(recorded(plan, Outcome.PASSED, *[Outcome.PASSED] * 20)):
        used, given = set(), set()
        walk(message, used, given)
        assert used <= known | given
        assert not known & given
        known |= given


def walk(node: Any, used: set[str], given: set[str]) -> None:
    """Collect the ids that *node* gives and those that it uses."""
    if isinstance(node, list):
        for each in node:
            walk(each, used, given)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "id":
            given.add(value)
        elif key.endswith("Id"):
            used.add(value)
        elif key.endswith("Ids"):
            used.update(value)
        else:
            walk(value, used, given)


@pytest.mark.parametrize(
    ("status", "steps", "expected"),
    [
        (Outcome.PASSED, "pppp", "PPPPPP"),
        (Outcome.FAILED, "pf", "PPFSSP"),
        (Outcome.ERROR, "pe", "PPFSSP"),
        (Outcome.NOT_OBSERVABLE, "pn", "PPSSSP"),
        (Outcome.UNDEFINED, "p", "PPUSSP"),
        (Outcome.NOT_RUN, "pe", "PPSSSP"),
        (Outcome.NOT_OBSERVABLE, "", "SSSSSS"),
        (Outcome.ERROR, "", "FSSSSS"),
        (Outcome.FAILED, "pppp", "PPPPPF"),
        (Outcome.ERROR, "pp", "PPPSSF"),
    ],
)
def test_a_status_for_every_part(
    run: Run, plan: Plan, status: Outcome, steps: str, expected: str
) -> None:
    """The hook before, the four steps, the hook after: what went wrong, and where."""
    ran = [SHORT[each] for each in steps]
    messages = run(recorded(plan, status, *ran, error="Pourquoi"))

    assert expected == "".join(each["status"][0] for each in results(messages))


def test_what_is_not_observable_is_skipped_with_its_reason(
    run: Run, plan: Plan
) -> None:
    """The reason stands where the scenario stopped: before its first step."""
    first = results(run(recorded(plan, Outcome.NOT_OBSERVABLE, error=REASON)))[0]

    assert ("SKIPPED", REASON) == (first["status"], first["message"])


@pytest.mark.parametrize(
    ("status", "kind"), [(Outcome.FAILED, "CheckFailed"), (Outcome.ERROR, "Error")]
)
def test_a_failure_says_why_and_how_to_see_it_again(
    run: Run, plan: Plan, status: Outcome, kind: str
) -> None:
    """The message, and the line that reproduces it; a check is told from an error."""
    wrong = results(run(recorded(plan, status, status)))[1]
    line = "sesame replay {}:{}".format(*location_of(plan.examples[0]))

    assert f"{status}\nRejouer : {line} --seed 42 --target embedded" == wrong["message"]
    assert {"type": kind, "message": wrong["message"]} == wrong["exception"]


def test_times_add_up(run: Run, plan: Plan) -> None:
    """A step ends where the next begins; the scenario lasts as long as it did."""
    messages = run(recorded(plan, Outcome.PASSED, *[Outcome.PASSED] * 4))
    ends = [each["timestamp"] for each in of(messages, "testStepFinished")[:6]]

    assert [1e9 + s for s in (0, 0.25, 0.5, 0.75, 1, 1)] == [
        each["seconds"] + each["nanos"] / 1e9 for each in ends
    ]
    assert {"seconds": 1_000_000_002, "nanos": 500_000_000} == (
        of(messages, "testCaseFinished")[0]["timestamp"]
    )


def test_what_was_not_run_is_no_success(run: Run, plan: Plan) -> None:
    """A run cut short says why, and every scenario is there all the same."""
    messages = run(breakdown="Boum")
    ended = of(messages, "testRunFinished")[0]

    assert (False, "Boum") == (ended["success"], ended["message"])
    assert len(plan.examples) == len(of(messages, "testCaseStarted"))
    assert "Le scénario n'a pas été exécuté." == results(messages)[0]["message"]


@pytest.mark.parametrize(
    ("status", "success"),
    [
        (Outcome.PASSED, True),
        (Outcome.NOT_OBSERVABLE, True),
        (Outcome.FAILED, False),
        (Outcome.ERROR, False),
        (Outcome.UNDEFINED, False),
        (Outcome.NOT_RUN, False),
    ],
)
def test_success_is_nothing_red(
    run: Run, plan: Plan, status: Outcome, *, success: bool
) -> None:
    """As Cucumber has it: what was skipped with a reason is no failure."""
    one = replace(plan, examples=plan.examples[:1])
    messages = run(recorded(plan, status), plan=one)

    assert success is of(messages, "testRunFinished")[0]["success"]


def test_a_step_knows_its_sentence_and_its_arguments(run: Run) -> None:
    """The definition that Behave takes, with its place, and what fills its fields."""
    messages = run()
    step = of(messages, "testCase")[0]["testSteps"][1]
    (definition,) = (
        each
        for each in of(messages, "stepDefinition")
        if [each["id"]] == step["stepDefinitionIds"]
    )
    ((first, *_),) = (
        each["stepMatchArguments"] for each in step["stepMatchArgumentsLists"]
    )

    assert (
        "{Personne}, {Situation} au dossier {Dossier}"
        == definition["pattern"]["source"]
    )
    assert "steps/people.py" == definition["sourceReference"]["uri"]
    assert {"start": 0, "value": "Camille"} == first["group"]


def test_a_pickle_says_what_behave_runs(
    verification: Callable[..., Verification], tmp_path: Path
) -> None:
    r"""A « \n » in a table stays as it is written, as Behave leaves it."""
    plan = make_plan(None, "@exigence:P4.2")
    told = replace(verification("P1.1"), plan=plan, records=())
    texts = [
        [step["text"] for step in each["pickle"]["steps"]]
        for each in envelopes(told, tmp_path)
        if "pickle" in each
    ]

    assert [[step.text for step in each.steps] for each in plan.examples] == texts
    assert any("\\n" in text for steps in texts for text in steps)


def test_hooks_stand_where_they_are_written(run: Run) -> None:
    """A reader may open environment.py at the line."""
    lines = Path("environment.py").read_text("utf-8").splitlines()

    assert ["def before_scenario", "def after_scenario"] == [
        lines[each["sourceReference"]["location"]["line"] - 1].partition("(")[0]
        for each in of(run(), "hook")
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.data(),
    st.sampled_from(Outcome),
    st.none() | WORDS,
    st.lists(st.tuples(st.sampled_from(Outcome), st.none() | WORDS, WORDS), max_size=4),
)
def test_whatever_a_run_says_is_valid(
    verification: Callable[..., Verification],
    plan: Plan,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    status: Outcome,
    error: str | None,
    steps: list[tuple[Outcome, str | None, str]],
) -> None:
    """Any words, lone surrogates and line ends included, in any state of a scenario."""
    example = data.draw(st.sampled_from(plan.examples))
    file, line = location_of(example)
    kept = tuple(
        StepRecord(
            "Quand",
            "x",
            1,
            how,
            said,
            ({"kind": "note", "text": note},),
            duration_s=0.1,
        )
        for (how, said, note), _ in zip(steps, example.steps, strict=False)
    )
    record = ScenarioRecord(file, line, "x", status, error, 1.0, kept, 1e9)
    told = replace(verification("P1.1"), plan=plan, records=(record,))
    out = tmp_path_factory.mktemp("m") / "m.ndjson"
    write_messages(out, told, out.parent)
    messages = [json.loads(line) for line in out.read_bytes().split(b"\n")[:-1]]

    assert [] == errors_of([m for m in messages if "stepDefinition" not in m])
    assert [note for _, _, note in steps][: len(kept)] == [
        each["body"] for each in of(messages, "attachment")
    ]
