import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from memnun.cases.tallies.numbering import Numbering

FEW_BITS = st.integers(0, 40)
LIKE_IN_THEIR_LAST_BITS = FEW_BITS.map(lambda number: number << 40)
ANY = st.integers(-(2**63), 2**63 - 1)
values = st.lists(FEW_BITS | LIKE_IN_THEIR_LAST_BITS | ANY, max_size=60)


@given(values, values)
def test_each_value_has_one_number_and_is_found_by_it(own: list[int], others: list[int]) -> None:
    told = np.array(own, dtype=np.int64)
    numbering = Numbering(told)
    assert numbering.ids[numbering.of_rows].tolist() == own
    assert sorted(numbering.ids.tolist()) == sorted(set(own))
    numbers = {int(id): number for number, id in enumerate(numbering.ids)}
    found = numbering.find(np.array(others, dtype=np.int64)).tolist()
    assert found == [numbers.get(each, -1) for each in others]
