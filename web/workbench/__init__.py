"""The workbench of advice workers: scenarios, their lines, comparisons, charts and files."""

from web.workbench import caseloads, scenarios, strengths, studies  # noqa: F401 they put their views on the blueprint
from web.workbench.blueprint import workbench as workbench
