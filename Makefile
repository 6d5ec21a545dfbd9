# Two commands do everything: `make run` and `make test`. Each sets up what it needs first.

.PHONY: run test train setup check lock bench evaluate clean
.DEFAULT_GOAL := run

# Found by running candidates: a shim of that name can exist and fail.
define find_python
for candidate in $(1) $$HOME/.pyenv/versions/$(2)/bin/python $$(uv python find $(3) 2>/dev/null); do \
  $$candidate -c 'import sys, venv; sys.exit(not ($(4)))' >/dev/null 2>&1 && echo $$candidate && exit 0; \
done; true
endef

run: setup train
	@.venv/bin/rightful serve

train: setup
	@.venv/bin/rightful train

setup: .venv/ready .venv-rasa/ready

.venv/ready: requirements/test.txt pyproject.toml
	@python=$$($(call find_python,python3.13 python3.12 python3.11 python3,3.1[123]*,3.12,sys.version_info >= (3, 11))); \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer was not found: install it, for instance with 'apt install python3' or 'uv python install 3.12'."; exit 1; fi; \
	echo "Setting up .venv with $$python ..."; \
	$$python -m venv --clear .venv && .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt && \
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && touch $@

.venv-rasa/ready: requirements/rasa.txt
	@python=$$($(call find_python,python3.10,3.10*,3.10,sys.version_info[:2] == (3, 10))); \
	if [ -z "$$python" ]; then echo "Python 3.10 was not found, and Rasa runs on nothing newer: install it with 'uv python install 3.10' or 'pyenv install 3.10'."; exit 1; fi; \
	echo "Setting up .venv-rasa with $$python (this takes some minutes, once) ..."; \
	$$python -m venv --clear .venv-rasa && .venv-rasa/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/rasa.txt && touch $@

test: setup check train
	@.venv-rasa/bin/python -m pytest -c tests/components/pytest.ini tests/components
	@.venv/bin/pytest tests --ignore tests/components

bench: setup train
	@.venv/bin/python -m bench

evaluate: setup
	@.venv-rasa/bin/python -m bench.understanding

check: .venv/ready
	@.venv/bin/ruff check . && .venv/bin/ruff format --check --quiet . && .venv/bin/mypy

# Locks with hashes and no index address; needs uv and a network.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements/app.txt
	uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements/app.txt -o requirements/test.txt
	uv pip compile --group rasa --python-version 3.10 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements/rasa.txt

clean:
	rm -rf .venv .venv-rasa models .rasa build *.egg-info
