"""Is a real statement right? Its lines against the law's, and why a line can be another (docs/contracts.md)."""

from __future__ import annotations

from rules.statement.check import Checked, CheckedLine, Reason, check_statement

__all__ = ["Checked", "CheckedLine", "Reason", "check_statement"]
