"""PostgreSQL's settings fit the machine."""

import pytest

from memnun.config.memory import MEGABYTE, fitting_settings, machine_memory

GIGABYTE = 1024 * MEGABYTE


@pytest.mark.parametrize(
    ("memory", "shared_buffers", "work_mem"),
    [(GIGABYTE // 2, "64MB", "4MB"), (8 * GIGABYTE, "1024MB", "16MB"), (256 * GIGABYTE, "4096MB", "64MB")],
)
def test_a_larger_machine_gives_more_within_bounds(memory: int, shared_buffers: str, work_mem: str) -> None:
    settings = fitting_settings(memory, 100 * GIGABYTE, GIGABYTE)
    assert (settings["shared_buffers"], settings["work_mem"]) == (shared_buffers, work_mem)


def test_a_small_disk_keeps_a_short_log_of_writes() -> None:
    assert fitting_settings(GIGABYTE, 4 * GIGABYTE, GIGABYTE)["max_wal_size"] == "204MB"


def test_a_container_with_little_shared_memory_is_not_asked_for_it() -> None:
    assert fitting_settings(GIGABYTE, GIGABYTE, 64 * MEGABYTE)["dynamic_shared_memory_type"] == "mmap"


def test_this_machine_has_memory() -> None:
    assert machine_memory() > 100 * MEGABYTE
