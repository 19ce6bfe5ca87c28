"""How much memory and disk PostgreSQL may take on this machine beside Memnun itself."""

import os
import shutil
from pathlib import Path

MEGABYTE = 1024 * 1024
LIMIT_FILES = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def machine_memory() -> int:
    """Bytes of memory: the machine's, or the container's limit when that is less."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([physical, *_limits()])


def _limits() -> list[int]:
    texts = [Path(name).read_text().strip() for name in LIMIT_FILES if Path(name).exists()]
    return [int(text) for text in texts if text.isdecimal()]


def fitting_settings(memory: int, free_disk: int, shared_memory: int) -> dict[str, str]:
    """PostgreSQL settings for a machine it shares with Memnun; all arguments in bytes.

    An eighth of the memory is the server's own cache, half is assumed to be the system's. The write-ahead
    log may grow to a twentieth of the free disk. Parallel queries leave /dev/shm when it is small, as it is
    in most containers (64 MB).
    """
    return {
        "shared_buffers": _megabytes(memory // 8, 64, 4096),
        "effective_cache_size": _megabytes(memory // 2, 256, 65536),
        "work_mem": _megabytes(memory // 512, 4, 64),
        "maintenance_work_mem": _megabytes(memory // 32, 32, 1024),
        "max_wal_size": _megabytes(free_disk // 20, 128, 4096),
        "dynamic_shared_memory_type": "posix" if shared_memory >= 256 * MEGABYTE else "mmap",
    }


def settings_for(folder: Path) -> dict[str, str]:
    """The settings that fit this machine and the disk of `folder`."""
    shared = Path("/dev/shm")  # noqa: S108 - only its size is read
    return fitting_settings(
        machine_memory(),
        shutil.disk_usage(folder).free,
        shutil.disk_usage(shared).total if shared.is_dir() else 0,
    )


def _megabytes(wanted: int, least: int, most: int) -> str:
    return f"{max(least, min(wanted // MEGABYTE, most))}MB"
