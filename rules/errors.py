"""What can go wrong in the rules, each as one plain sentence and what to do about it."""

from __future__ import annotations


class RulesError(Exception):
    """Base of all errors that the rules raise on purpose. `str()` is one sentence for a person."""


class HouseholdError(RulesError):
    """A fact that cannot be right. `as_json()` is the error object of the contract."""

    def __init__(self, fact: str, problem: str, instead: str) -> None:
        super().__init__(f"{fact}: {problem} {instead}")
        self.fact = fact
        self.problem = problem
        self.instead = instead

    def as_json(self) -> dict[str, str]:
        return {"fact": self.fact, "problem": self.problem, "instead": self.instead}


class NoRate(RulesError):
    """The law has no known value for that date."""


class UnknownParameter(RulesError):
    """No parameter of that name exists."""


class UnknownReform(RulesError):
    """No reform of that name exists."""
