"""Whatever arrives, a reading comes back."""

import json
from dataclasses import replace

import pytest

from memnun.understanding import read, read_many
from memnun.understanding.training.messages import kept_messages

LAST_DIGIT = 0.00011
"""Sums in another order may round differently."""
ODD = [
    "",
    "   ",
    "\ud800\udfff",
    "\x00\x01\x02",
    "😍😍",
    "привет",
    "مرحبا كيف حالك",
    "@",
    "@a",
    "<",
    "?",
    "\n",
    "̇̇",
    "1" * 50_000,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_gives_a_reading_that_can_be_written_as_json(text: str) -> None:
    reading = read(text)
    assert abs(sum(reading.probabilities.values()) - 1) < 0.001
    assert json.dumps(reading.as_dict())


def test_a_batch_reads_like_its_single_texts() -> None:
    texts = [*ODD[:12], "Kargom gelmedi, iade istiyorum.", "Çok memnun kaldım 😍"]
    assert read_many(texts) == [read(text) for text in texts]


def test_evidence_stands_where_it_says() -> None:
    text = "ÇOOOK güzeeel bir otel; ama “klima” bozuktu, İADE istiyorum 👎"
    for evidence in read(text).evidence:
        assert text[evidence.start : evidence.end] == evidence.text


def test_personal_data_in_the_middle_of_a_long_text_is_found() -> None:
    text = "uzun bir mesaj " * 1000 + "beni 0532 123 45 67 den arayın " + "uzun bir mesaj " * 1000
    (span,) = read(text).personal_data
    assert text[span.start : span.end] == "0532 123 45 67"


def test_customers_messages_read_the_same_alone_and_in_a_batch() -> None:
    texts = [message.text for message in kept_messages()][::2]
    for alone, beside in zip(map(read, texts), read_many(texts), strict=True):
        assert alone.probabilities == pytest.approx(beside.probabilities, abs=LAST_DIGIT)
        assert alone.confidence == pytest.approx(beside.confidence, abs=LAST_DIGIT)
        assert [replace(alone, probabilities={}, confidence=0.0, clauses=[], evidence=[])] == [
            replace(beside, probabilities={}, confidence=0.0, clauses=[], evidence=[])
        ]
        assert [(each.about, each.text) for each in alone.evidence] == [
            (each.about, each.text) for each in beside.evidence
        ]
        assert [each[:3] for each in alone.clauses] == [each[:3] for each in beside.clauses]
