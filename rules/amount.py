"""Numbers that remember how they were made, so that the explanation is derived from the calculation itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from rules.parameters import Rate

PENNY = Decimal("0.01")
NIL = Decimal("0.00")


class Amount:
    """A number in pounds (or a plain factor) with its history.

    A leaf is a fact or a rate and has a label; every other amount is made from parts by an operation. `working` and
    `rates` walk that history when somebody asks, so that a calculation that nobody reads costs nothing extra.
    """

    __slots__ = ("label", "operation", "parts", "rate", "shown", "value")

    def __init__(
        self,
        value: Decimal,
        operation: str = "",
        parts: tuple[Amount, ...] = (),
        label: str = "",
        shown: str = "",
        rate: Rate | None = None,
    ) -> None:
        self.value = value
        self.operation = operation
        self.parts = parts
        self.label = label
        self.shown = shown
        self.rate = rate

    @classmethod
    def fact(cls, value: Decimal | int, label: str) -> Amount:
        """An amount that somebody told us."""
        return cls(Decimal(value), label=label)

    @classmethod
    def law(cls, rate: Rate) -> Amount:
        """An amount that the law sets."""
        shown = f"{rate.value * 100:f}".rstrip("0").rstrip(".") + "%" if rate.unit == "share" else pounds(rate.value)
        return cls(rate.value, label=rate.label, shown=shown, rate=rate)

    @classmethod
    def number(cls, value: Decimal | int, shown: str = "") -> Amount:
        """A plain factor of the arithmetic, such as 52 weeks or 12 months."""
        return cls(Decimal(value), shown=shown or f"{value}")

    @classmethod
    def total(cls, amounts: Iterable[Amount]) -> Amount:
        parts = tuple(amounts)
        if len(parts) == 1:
            return parts[0]
        return cls(sum((part.value for part in parts), NIL), " + ", parts)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.value + other.value, " + ", (self, other))

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.value - other.value, " − ", (self, other))

    def __mul__(self, other: Amount) -> Amount:
        return Amount(self.value * other.value, " × ", (self, other))

    def __truediv__(self, other: Amount) -> Amount:
        return Amount(self.value / other.value, " ÷ ", (self, other))

    def taken_away(self) -> Amount:
        """The same amount below nil: the contract writes money taken away as negative."""
        return Amount(-self.value, "taken away", (self,))

    def not_below_nil(self) -> Amount:
        return self if self.value >= 0 else Amount(NIL, "not below nil", (self,))

    def at_most(self, limit: Amount) -> Amount:
        if self.value <= limit.value:
            return self
        return Amount(limit.value, "at most", (self, limit))

    def whole_steps(self) -> Amount:
        """Rounded up to a whole number: a part of a step counts as one (reg 72(1))."""
        value = self.value.quantize(Decimal(1), rounding=ROUND_CEILING)
        return self if value == self.value else Amount(value, "rounded up to", (self,))

    def pennies(self) -> Amount:
        """Rounded to the penny, half a penny or more up (UC Regs 2013 reg 6(1))."""
        value = self.value.quantize(PENNY, rounding=ROUND_HALF_UP)
        return self if value == self.value else Amount(value, "rounded", (self,))

    def named(self, label: str) -> Amount:
        """The same amount as a leaf in later workings, where its own history is shown in a line of its own."""
        return Amount(self.value, "named", (self,), label)

    @property
    def working(self) -> str:
        """The sum in words and figures, for instance `taper 55% × (take-home pay £800.00 − work allowance £427.00)`."""
        return _worked(self)

    @property
    def rates(self) -> list[Rate]:
        """The rates of law that this amount was made from, each once, in order of use.

        An amount with a name is shown in a line of its own, with its own rates, so the walk stops there.
        """
        return [self.rate] if self.rate else list(dict.fromkeys(_rates(self)))

    def __str__(self) -> str:
        return f"{self.value.quantize(PENNY, rounding=ROUND_HALF_UP)}"

    def __repr__(self) -> str:
        return f"Amount({self}: {self.working})"


def pounds(value: Decimal) -> str:
    """Money for people: £1,234.50, with the minus sign in front of the pound sign."""
    text = f"{value.quantize(PENNY, rounding=ROUND_HALF_UP):,}"
    return f"−£{text[1:]}" if text[0] == "-" else f"£{text}"


def _worked(amount: Amount) -> str:
    if amount.label:
        return f"{amount.label} {amount.shown or pounds(amount.value)}"
    if amount.shown:
        return amount.shown
    parts = amount.parts
    match amount.operation:
        case " + ":
            return " + ".join(_worked(part) for part in parts)
        case " − ":
            return f"{_worked(parts[0])} − {_bracketed(parts[1])}"
        case " × " | " ÷ ":
            return amount.operation.join(_bracketed(part) for part in parts)
        case "not below nil":
            return f"{_worked(parts[0])}, not below nil"
        case "at most":
            return f"{_worked(parts[0])}, at most {_worked(parts[1])}"
        case "rounded up to":
            return f"{_bracketed(parts[0])} (rounded up to {amount.value:f})"
        case "taken away" | "rounded":
            return _worked(parts[0])
        case _:
            return pounds(amount.value)


def _bracketed(amount: Amount) -> str:
    inner = amount
    while inner.operation in ("taken away", "rounded") and not inner.label:
        inner = inner.parts[0]
    compound = not inner.label and inner.operation in (" + ", " − ", "not below nil", "at most", " ÷ ")
    return f"({_worked(inner)})" if compound else _worked(inner)


def _rates(amount: Amount) -> Iterator[Rate]:
    if amount.rate:
        yield amount.rate
    if amount.operation != "named":
        for part in amount.parts:
            yield from _rates(part)
