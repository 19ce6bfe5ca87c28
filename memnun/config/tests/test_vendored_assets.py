"""What is kept in static/vendor is what VENDORED.json says, and pages ask for nothing else."""

import gzip
import hashlib
import json
import re
from pathlib import Path

from memnun.foundation.interface.icons import known_icons

PACKAGE = Path(__file__).resolve().parents[2]
VENDOR = PACKAGE / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "VENDORED.json").read_text())
FIRST_LOAD = (
    "vendor/tabler/tabler.min.css",
    "vendor/htmx/htmx.min.js",
    "vendor/tabler-icons/sprite.svg",
    "vendor/inter/inter-latin.woff2",
    "vendor/inter/inter-turkish.woff2",
    "css/*.css",
    "js/*.js",
)


def test_every_vendored_file_is_listed_with_its_checksum() -> None:
    listed = {file["path"]: file["sha256"] for package in PACKAGES for file in package["files"]}
    kept = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.json"
    }
    assert kept == listed


def test_every_package_names_its_source_and_keeps_its_licence_beside_it() -> None:
    for package in PACKAGES:
        assert package["source"]["registry"] == "npm"
        assert package["licence"] in {"MIT", "0BSD", "OFL-1.1"}
        assert any(file["path"].endswith("/LICENSE") for file in package["files"]), package["name"]


def test_the_sprite_holds_the_icons_of_the_list() -> None:
    drawn = re.findall(r'<symbol id="([^"]+)"', (VENDOR / "tabler-icons/sprite.svg").read_text())
    assert sorted(drawn) == sorted(known_icons())


def test_every_icon_a_template_or_a_script_names_is_in_the_sprite() -> None:
    named = {
        name
        for path in PACKAGE.rglob("templates/**/*.html")
        for pair in re.findall(r"""\{% icon ["']([\w-]+)["']|icon=["']([\w-]+)["']""", path.read_text())
        for name in pair
        if name
    }
    scripted = re.findall(r'\["mark-\w+", "([\w-]+)"\]', (PACKAGE / "static/js/toasts.js").read_text())
    assert scripted
    assert named | set(scripted) <= known_icons()


def test_no_style_sheet_or_script_reaches_another_site() -> None:
    for path in [*PACKAGE.glob("static/css/*.css"), *PACKAGE.glob("static/js/*.js")]:
        outside = set(re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", path.read_text()))
        assert outside <= {"http://www.w3.org"}, f"{path.name}: {outside}"  # the name of SVG, not an address


def test_a_first_visit_loads_at_most_250_kilobytes() -> None:
    files = [path for pattern in FIRST_LOAD for path in (PACKAGE / "static").glob(pattern)]
    weight = sum(
        len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes(), 6))
        for path in files
    )
    assert len(files) > len(FIRST_LOAD)
    assert weight <= 250_000, f"{weight} bytes"
