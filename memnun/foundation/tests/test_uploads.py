from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from memnun.foundation.uploads import store_upload


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("müşteriler.CSV", ".csv"),
        ("liste.xlsx", ".xlsx"),
        ("adsız", ""),
        ("liste.çok", ""),
        ("liste.cokuzunbirson", ""),
        ("../../etc/passwd.csv", ".csv"),
        ("nokta.", ""),
    ],
)
def test_a_file_is_kept_under_a_name_of_our_own_with_its_ending(
    tmp_path: Path, name: str, ending: str
) -> None:
    folder = tmp_path / "marka" / "imports"
    kept = store_upload(SimpleUploadedFile(name, b"a;b\n" * 700_000), folder)
    assert (kept.parent, kept.suffix, kept.stat().st_size) == (folder, ending, 2_800_000)
    assert Path(name).stem not in kept.name
