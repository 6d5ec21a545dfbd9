# Two commands do everything: `make run` and `make test`. Each sets up what it needs first.

.PHONY: run demo test train setup check links audit styles words lock bench evaluate clean
.DEFAULT_GOAL := run

# Found by running candidates: a shim of that name can exist and fail.
define find_python
for candidate in $(1) $$HOME/.pyenv/versions/$(2)/bin/python $$(uv python find $(3) 2>/dev/null); do \
  $$candidate -c 'import sys, venv; sys.exit(not ($(4)))' >/dev/null 2>&1 && echo $$candidate && exit 0; \
done; true
endef

run: setup train
	@.venv/bin/rightful serve

demo: setup train
	@.venv/bin/rightful demo

train: setup
	@.venv/bin/rightful train

setup: .venv/ready .venv-rasa/ready

.venv/ready: requirements/test.txt pyproject.toml
	@python=$$($(call find_python,python3.13 python3.12 python3.11 python3,3.1[123]*,3.12,sys.version_info >= (3, 11))); \
	if [ -z "$$python" ]; then echo "Python 3.11 or newer was not found: install it, for instance with 'apt install python3' or 'uv python install 3.12'."; exit 1; fi; \
	echo "Setting up .venv with $$python ..."; \
	$$python -m venv --clear .venv && .venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/test.txt && \
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && touch $@

.venv-rasa/ready: requirements/rasa.txt
	@python=$$($(call find_python,python3.10,3.10*,3.10,sys.version_info[:2] == (3, 10))); \
	if [ -z "$$python" ]; then echo "Python 3.10 was not found, and Rasa runs on nothing newer: install it with 'uv python install 3.10' or 'pyenv install 3.10'."; exit 1; fi; \
	echo "Setting up .venv-rasa with $$python (this takes some minutes, once) ..."; \
	$$python -m venv --clear .venv-rasa && .venv-rasa/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/rasa.txt && touch $@

# On all cores, a file of tests at a time; then those that run everything, one after the other.
test: setup check train
	@.venv-rasa/bin/python -m pytest -c tests/components/pytest.ini tests/components
	@.venv/bin/pytest tests --ignore tests/components --ignore tests/end_to_end --numprocesses logical --dist loadfile
	@.venv/bin/pytest tests/end_to_end

bench: setup train
	@.venv/bin/python -m bench

evaluate: setup train
	@.venv/bin/python -m bench.questions
	@.venv-rasa/bin/python -m bench.understanding

check: .venv/ready
	@.venv/bin/ruff check . && .venv/bin/ruff format --check --quiet . && .venv/bin/mypy

# Opens every address that answers name: needs a network, so it is not part of the tests.
links: .venv/ready
	@.venv/bin/rightful links

# Asks the advisory databases about every dependency: needs a network that reaches them, and says so where there is none.
audit: .venv/ready
	@for lock in app rasa; do \
	  uvx --quiet pip-audit --disable-pip --require-hashes -r requirements/$$lock.txt || echo "pip-audit of requirements/$$lock.txt: NOT DONE, or it found something (see above)."; \
	done
	@cd web/styles && npm audit --package-lock-only --no-fund || echo "npm audit of web/styles: NOT DONE, or it found something (see above)."

# Makes web/static/govuk.css again from the npm package of GOV.UK Frontend; needs npm and a network.
styles:
	cd web/styles && npm ci --no-audit --no-fund && npm run build

# Gathers every word of the interface into the catalogue, and compiles what has been translated.
words: .venv/ready
	@.venv/bin/pybabel -q extract -F bot/languages/babel.cfg -k N_ --omit-header --no-location --sort-output -o bot/languages/rightful.pot .
	@.venv/bin/pybabel -q update -D rightful --no-fuzzy-matching --omit-header -i bot/languages/rightful.pot -d bot/languages
	@.venv/bin/pybabel -q compile --use-fuzzy -D rightful --statistics -d bot/languages

# Locks with hashes and no index address; needs uv and a network.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements/app.txt
	uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements/app.txt -o requirements/test.txt
	uv pip compile --group rasa --python-version 3.10 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements/rasa.txt

clean:
	rm -rf .venv .venv-rasa models .rasa build *.egg-info
