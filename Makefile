# Everything is set up in .venv/ at the root; a change of the lock sets it up again.
PYTHON := .venv/bin/python
READY := .venv/.ready
# Two processes share the tests, a file each at a time, the long ones first.
SHARED := -n 2 --dist loadfile --no-loadscope-reorder
# Tens of thousands of requests each: measuring their coverage would double their time.
WALKS := tests/simulator/portal/stateful tests/simulator/portal/fuzz

.PHONY: verify test coverage prove mutation check lint-fix lock docs wheel bench stateful fuzz clean

verify: $(READY)  ## judge the embedded portal
	.venv/bin/sesame verify $(ARGS)

test: $(READY)  ## every check, every faulty portal, every test
	$(MAKE) check
	sh scripts/swaks.sh
	sh scripts/imap.sh
	sh scripts/chromium.sh
	$(MAKE) prove ARGS=
	$(PYTHON) -m pytest $(SHARED) $(ARGS)

coverage: $(READY)  ## the same tests, less the walks, with what they cover
	$(PYTHON) -m pytest $(SHARED) --cov --cov-report=term:skip-covered \
	    $(addprefix --ignore=,$(WALKS)) $(ARGS)

prove: $(READY)  ## judge every faulty portal of the catalogue, and the sound variations
	.venv/bin/sesame prove --jobs 2 $(ARGS)

mutation: $(READY)  ## change the rules and the reset service in every way (hours)
	$(PYTHON) -m tests.mutation $(ARGS)

check: $(READY)  ## what needs no portal: style, types, floors, features
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/interrogate -q harness simulator fixtures tests
	.venv/bin/sesame lint

lint-fix: $(READY)  ## mend what can be mended by itself
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

lock: $(READY)  ## refresh requirements.lock from pyproject.toml
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-strip-extras --no-emit-index-url --all-extras --group dev \
	    --custom-compile-command "make lock" -o requirements.lock pyproject.toml

docs: $(READY)  ## write the registers of docs/ again from their data
	$(PYTHON) -m harness.report.register docs

wheel: $(READY)  ## build dist/sesame_bench-*.whl
	rm -rf dist
	$(PYTHON) -m hatchling build -t wheel

bench: $(READY)  ## measure; prints tables of ratios
	$(PYTHON) benchmarks/journey.py
	$(PYTHON) benchmarks/suite.py
	$(PYTHON) benchmarks/targets.py
	$(PYTHON) benchmarks/smtp.py
	$(PYTHON) benchmarks/population.py
	$(PYTHON) benchmarks/load.py
	$(PYTHON) benchmarks/simulation.py

stateful: $(READY)  ## walk the model for a hundred thousand steps (some half an hour)
	SESAME_STATEFUL_STEPS=100000 $(PYTHON) -m pytest -rP \
	    tests/simulator/portal/stateful/test_stateful.py

fuzz: $(READY)  ## fire more than 200 000 requests at the portal's pages and bench
	SESAME_FUZZ_TIMES=30 $(PYTHON) -m pytest -rP tests/simulator/portal/fuzz/test_fuzz.py

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	sh scripts/setup.sh
	touch $(READY)

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
