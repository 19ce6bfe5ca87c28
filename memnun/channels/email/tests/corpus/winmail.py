"""Files that Outlook wraps in a winmail.dat."""

import struct

from memnun.channels.email.tests.corpus.making import (
    PDF,
    PICTURE,
    TEXT,
    attached,
    complaint,
    leaf,
    several,
)


def tnef(*files, title="belge.pdf", body=b""):
    """A winmail.dat with files of (name, bytes)."""

    def attribute(level, name, value):
        return struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    made = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00069007, struct.pack("<II", 1254, 0))
    if body:
        made += attribute(1, 0x0002800C, body)
    for name, data in files:
        long = name.encode("utf-16-le") + b"\0\0"
        padded = long + b"\0" * (-len(long) % 4)
        properties = struct.pack("<I", 1) + struct.pack("<III", 0x3707001F, 1, len(long)) + padded
        made += attribute(2, 0x00069002, b"\0" * 14) + attribute(
            2, 0x00018010, title.encode("cp1254") + b"\0"
        )
        made += attribute(2, 0x0006800F, data) + attribute(2, 0x00069005, properties)
    return made


WINMAIL = attached(
    tnef(("Şikâyet dilekçesi.pdf", PDF)),
    'application/ms-tnef; name="winmail.dat"',
    'attachment; filename="winmail.dat"',
)

CASES = [
    complaint(
        "winmail_with_a_file",
        several("mixed", leaf(TEXT, "text/plain"), WINMAIL),
        files=["Şikâyet dilekçesi.pdf"],
        contents={"Şikâyet dilekçesi.pdf": PDF},
    ),
    complaint(
        "winmail_with_two_files",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(
                tnef(("bir.pdf", PDF), ("iki.png", PICTURE)),
                "application/vnd.ms-tnef",
                "attachment; filename=winmail.dat",
            ),
        ),
        files=["bir.pdf", "iki.png"],
    ),
    complaint(
        "winmail_broken",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(b"bozuk", "application/ms-tnef", "attachment; filename=winmail.dat"),
        ),
        files=["winmail.dat"],
    ),
    complaint(
        "winmail_cut",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(
                tnef(("bir.pdf", PDF), ("iki.png", PICTURE))[:-200],
                "application/ms-tnef",
                "attachment; filename=winmail.dat",
            ),
        ),
        files=["belge.pdf"],
    ),
    complaint(
        "winmail_empty",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(tnef(), "application/ms-tnef", "attachment; filename=winmail.dat"),
        ),
        files=[],
    ),
    complaint(
        "winmail_said_to_be_a_stream",
        several(
            "mixed",
            leaf(TEXT, "text/plain"),
            attached(tnef(("bir.pdf", PDF)), "application/octet-stream", "attachment; filename=winmail.dat"),
        ),
        files=["bir.pdf"],
    ),
]
