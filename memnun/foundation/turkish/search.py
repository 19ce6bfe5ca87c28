"""Full-text search for Turkish on PostgreSQL's `simple` configuration and folded text.

The stored side stays as written (`document`); the query is widened at query time with the forms a
word may have, so no stemmer ever damages what is stored.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from memnun.foundation.turkish.folding import fold
from memnun.foundation.turkish.inflection import forms, roots
from memnun.foundation.turkish.word_forms import Form

LONGEST_QUERY = 400  # characters; more is cut
_MOST_TERMS = 16

_WORD = re.compile(r"[^\W_]+")
_SUFFIX_AFTER_NAME = re.compile(r"'(?<=[^\W_]{2}')[a-z]{1,5}\b")
_STRETCHED = re.compile(r"([a-z])\1\1+")
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')


class Term(NamedTuple):
    """One thing to find or, when `excluded`, to leave out: a word or the words of a phrase, folded.

    `variants` are the further forms of a single word; a phrase has none.
    """

    words: tuple[str, ...]
    variants: tuple[Form, ...] = ()
    excluded: bool = False

    @property
    def exact(self) -> str:
        """The term as typed, folded, as a tsquery."""
        phrase = " <-> ".join(self.words)
        return f"({phrase})" if len(self.words) > 1 else phrase


def document(text: str) -> str:
    """What `to_tsvector('simple', …)` is fed: folded words with single spaces, in their order.

    Endings after an apostrophe are left out ("Ayşe'nin" → "ayse"), letters stretched for emphasis
    are told once ("çoook" → "cok").
    """
    return " ".join(_words(text))


def query_terms(text: str) -> list[Term]:
    """The terms of what a person typed; quotes make a phrase, a minus before a word leaves it out."""
    terms = list[Term]()
    for part in _PART.finditer(_shortened(text)):
        words = _words(part["phrase"] if part["phrase"] is not None else part["words"])
        excluded = bool(part["minus"])
        if part["phrase"] is not None and len(words) > 1:
            terms.append(Term(tuple(words), excluded=excluded))
        elif part["phrase"] is not None:
            terms += [Term((word,), excluded=excluded) for word in words]
        else:
            terms += [Term((word,), _variants(word), excluded) for word in words]
    return list(dict.fromkeys(terms))[:_MOST_TERMS]


def to_tsquery(text: str) -> str:
    """A `to_tsquery('simple', …)` string that finds the words of `text` in all their forms.

    Never a syntax error; empty when nothing can be searched for.
    """
    return " & ".join(_written(term, _widened(term)) for term in query_terms(text))


def exact_tsquery(text: str) -> str:
    """The same query with the words only as typed; what it finds deserves to come first."""
    return " & ".join(_written(term, term.exact) for term in query_terms(text))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUERY else text[:LONGEST_QUERY].rpartition(" ")[0]


def _words(text: str) -> list[str]:
    folded = _SUFFIX_AFTER_NAME.sub("", fold(text))
    return _WORD.findall(_STRETCHED.sub(r"\1", folded))


@lru_cache(maxsize=4096)
def _variants(word: str) -> tuple[Form, ...]:
    found = dict.fromkeys(form for root in roots(word) for form in forms(root))
    prefixes = tuple(form.text for form in found if form.prefix)
    return tuple(
        form
        for form in found
        if not any(form.text.startswith(prefix) and form != Form(prefix, True) for prefix in prefixes)
    )


def _widened(term: Term) -> str:
    written = [f"{form.text}:*" if form.prefix else form.text for form in term.variants]
    if not written:
        return term.exact
    return f"({' | '.join(written)})" if len(written) > 1 else written[0]


def _written(term: Term, query: str) -> str:
    return f"!{query}" if term.excluded else query
