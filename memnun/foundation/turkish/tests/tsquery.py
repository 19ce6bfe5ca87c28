"""A small reader of tsquery strings that matches like PostgreSQL on the `simple` configuration."""

import re

_TOKEN = re.compile(r"\s*(?:(<->|[&|!()])|([^\s&|!()<>:*]+)(:\*)?)")


def matches(query: str, stored: str) -> bool:
    """What `to_tsvector('simple', stored) @@ to_tsquery('simple', query)` says; ValueError on bad syntax."""
    tokens, place = [], 0
    while place < len(query.rstrip()):
        token = _TOKEN.match(query, place)
        if not token:
            raise ValueError(f"syntax error in tsquery: {query!r}")
        tokens.append((token[1] or "", token[2] or "", bool(token[3])))
        place = token.end()
    if not tokens:
        return False
    reader = _Reader(tokens, stored.split())
    positions = reader.either()
    if reader.place != len(tokens):
        raise ValueError(f"syntax error in tsquery: {query!r}")
    return positions.matches


class _Found:
    def __init__(self, matches: bool, ends: frozenset[int] = frozenset()) -> None:
        self.matches, self.ends = matches, ends


class _Reader:
    def __init__(self, tokens: list[tuple[str, str, bool]], words: list[str]) -> None:
        self.tokens, self.words, self.place = tokens, words, 0

    def operator(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def take(self, operator: str) -> bool:
        taken = bool(operator) and self.operator() == operator
        self.place += taken
        return taken

    def either(self) -> _Found:
        found = self.both()
        while self.take("|"):
            other = self.both()
            found = _Found(found.matches or other.matches, found.ends | other.ends)
        return found

    def both(self) -> _Found:
        found = self.phrase()
        while self.take("&"):
            other = self.phrase()
            found = _Found(found.matches and other.matches)
        return found

    def phrase(self) -> _Found:
        found = self.negated()
        while self.take("<->"):
            other = self.negated()
            ends = frozenset(end for end in other.ends if end - 1 in found.ends)
            found = _Found(bool(ends), ends)
        return found

    def negated(self) -> _Found:
        if self.take("!"):
            return _Found(not self.negated().matches)
        return self.word()

    def word(self) -> _Found:
        if self.take("("):
            found = self.either()
            if not self.take(")"):
                raise ValueError("a bracket is left open")
            return found
        if self.place >= len(self.tokens) or not self.tokens[self.place][1]:
            raise ValueError("a word is missing")
        _, text, prefix = self.tokens[self.place]
        self.place += 1
        ends = frozenset(
            place
            for place, word in enumerate(self.words)
            if word == text or (prefix and word.startswith(text))
        )
        return _Found(bool(ends), ends)
