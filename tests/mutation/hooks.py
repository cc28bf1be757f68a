"""Appended to the copy's environment.py, so its names are known here.

Which mutant is in force (-D mutant=NAME), and which lines of the portal each scenario
runs, for who asks (-D lines=FILE -D folders=JSON).
"""
# ruff: noqa: D103, F821

import json
import os

import coverage

_all_before, _one_before, _all_after = before_all, before_scenario, after_all


def before_all(context):
    asked = context.config.userdata
    os.environ["MUTANT_UNDER_TEST"] = asked.get("mutant", "")
    context.lines = None
    if "lines" in asked:
        within = [f"{folder}/*" for folder in json.loads(asked["folders"])]
        context.lines = coverage.Coverage(data_file=asked["lines"], include=within)
        context.lines.start()
    _all_before(context)


def before_scenario(context, scenario):
    if context.lines is not None:
        context.lines.switch_context(f"{scenario.filename}:{scenario.line}")
    _one_before(context, scenario)


def after_all(context):
    _all_after(context)
    if context.lines is not None:
        context.lines.stop()
        context.lines.save()
