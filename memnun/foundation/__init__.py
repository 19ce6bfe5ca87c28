"""The ground every room stands on: clock, ids, money, Turkish text. Turkish: temel."""
