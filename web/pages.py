"""What every page has around it: the list of places to go, and the macros of GOV.UK Frontend."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from web.languages import N_

# (endpoint, words); a part of the site that is put on the list by its own line.
SITE_PAGES = (
    ("rights.page", N_("Rights")),
    ("audit.answers", N_("Answers")),
    ("help_near.page", N_("Help near you")),
    ("tools.check_form", N_("Check a statement")),
    ("tools.letter_list", N_("Letters")),
    ("registers.rates", N_("Rates")),
    ("reform_lens.page", N_("Reforms")),
    ("registers.data", N_("Data")),
    ("unanswered.page", N_("Questions")),
    ("audit.about", N_("Audit")),
)


# The same for people who are logged in, with the roles that may go there (an admin may go everywhere).
WORK_PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("workbench.home", "Scenarios", ("adviser",)),
    ("workbench.compare", "Compare", ("adviser",)),
    ("workbench.caseloads", "Caseloads", ("adviser",)),
    ("editing.work", "Unanswered questions", ("editor",)),
    ("accounts.account", "Your account", ("adviser", "editor")),
    ("people.page", "People", ()),
)


def furnish(app: Flask) -> None:
    """Make the lists and the macros known to all templates."""
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([app.jinja_loader, macros])  # type: ignore[list-item]
    app.jinja_env.globals.update(SITE_PAGES=SITE_PAGES, WORK_PAGES=WORK_PAGES, zip=zip)
