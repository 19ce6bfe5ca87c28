"""Exact amounts of money: a Decimal and its currency, never a float."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import total_ordering

# ISO 4217 minor units that are not two.
_MINOR_UNITS = {"JPY": 0, "KRW": 0, "ISK": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3, "JOD": 3, "IQD": 3}


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """`amount` in units of `currency` (three capital letters of ISO 4217).

    Raises TypeError for a float and ValueError for an endless amount or a malformed currency.
    """

    amount: Decimal
    currency: str = "TRY"

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            if isinstance(self.amount, bool) or not isinstance(self.amount, int):
                raise TypeError("an amount of money is a Decimal")
            object.__setattr__(self, "amount", Decimal(self.amount))
        if not self.amount.is_finite():
            raise ValueError("an amount of money is finite")
        if len(self.currency) != 3 or not (self.currency.isascii() and self.currency.isupper()):
            raise ValueError("a currency is three capital letters, as TRY")

    @property
    def minor_units(self) -> int:
        """Digits after the decimal mark in this currency."""
        return _MINOR_UNITS.get(self.currency, 2)

    def rounded(self) -> "Money":
        """The amount in whole minor units (kuruş), halves away from zero."""
        unit = Decimal(1).scaleb(-self.minor_units)
        return Money(self.amount.quantize(unit, ROUND_HALF_UP), self.currency)

    def split(self, weights: Sequence[int]) -> list["Money"]:
        """Parts in proportion to `weights` (not negative, not all zero); their sum is the rounded amount.

        The left-over minor units go to the parts that rounding down hurt most, earlier ones first.
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights are not negative and not all zero")
        units = int(self.rounded().amount.scaleb(self.minor_units))
        shares = [divmod(units * weight, total) for weight in weights]
        rest = units - sum(whole for whole, _ in shares)
        by_loss = sorted(range(len(shares)), key=lambda place: -shares[place][1])
        more = set(by_loss[:rest])
        return [
            Money(Decimal(whole + (place in more)).scaleb(-self.minor_units), self.currency)
            for place, (whole, _) in enumerate(shares)
        ]

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        if isinstance(factor, float):
            raise TypeError("money is multiplied by an int or a Decimal")
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def _same(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be put together")
        return other.amount
