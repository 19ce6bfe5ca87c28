"""Customers, the three groups, search, imports and health in a real browser: clean in both sizes and themes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import Site

pytestmark = pytest.mark.browser

COMPLAINT = "Kargom üç haftadır gelmedi, rezalet bir hizmet!"
PRAISE = "Harikasınız, çok memnun kaldım, elinize sağlık, herkese tavsiye ederim!"
IDEA = "Uygulamaya karanlık mod eklenirse çok güzel olur."
TABLE = """Tarih;Ad Soyad;E-posta;Mesaj
03.11.2026 14:20;Gülşen Çağlar;gulsen@ornek.example;Siparişim hâlâ gelmedi.
99.99.2026;Uğur Işık;ugur@ornek.example;Teşekkürler.
"""


@pytest.fixture
def house(site: Site) -> dict[str, str]:
    """A brand with customers in every group, likely duplicates and a record in quarantine; pages by name."""
    from memnun.customers.actions import propose_duplicates
    from memnun.customers.models import Customer
    from memnun.foundation import clock
    from memnun.interactions.actions import tag
    from memnun.interactions.contact import ContactCustomer
    from memnun.interactions.models import RawInbound
    from memnun.interactions.testing import AYSE, KEREM, ZEYNEP, make_contact, record
    from memnun.segments.actions import regroup_due

    place = {"province": "İzmir", "district": "Konak", "member_number": "M0000042"}
    twins = [ContactCustomer(name="Şükrü Öz", email=f"{name}@x.example", facts=place) for name in "ab"]
    brand = site.cast.brand
    told = [make_contact(COMPLAINT, KEREM), make_contact(PRAISE, AYSE), make_contact(IDEA, ZEYNEP)]
    *placed, broken = record(brand, *told, *(make_contact("Merhaba", twin) for twin in twins))
    RawInbound.objects.filter(id=broken.id).update(state="quarantined", problem="Tarih okunamadı.")
    propose_duplicates(brand)
    tag(placed[0].conversation, name="yönetici baksın", by=site.cast.elif_)
    while regroup_due(clock.now() + timedelta(seconds=90)):
        pass
    kerem = Customer.objects.get(name="Kerem Aydın").id
    return {
        "customers": "/customers/",
        "new customer": "/customers/new/",
        "customer": f"/customers/{kerem}/",
        "edit": f"/customers/{kerem}/edit/",
        "duplicates": "/customers/duplicates/",
        "groups": "/groups/",
        "customer beside the groups": f"/groups/?customer={kerem}",
        "search": "/search/?q=kargo",
        "search by name": "/search/?q=kerem",
        "nothing found": "/search/?q=zzqqxx",
        "imports": "/imports/",
        "health": "/health/",
        "quarantine": "/quarantine/",
        "activity": "/settings/activity/",
        "teams": "/settings/teams/",
        "tags": "/settings/tags/",
        "staff": "/settings/people/",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_the_house_are_clean(
    page: Page,
    context: BrowserContext,
    site: Site,
    house: dict[str, str],
    complaints: Callable[[str], list[str]],
    width: int,
    theme: str,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    site.sign_in(context, site.cast.selin)
    found: list[str] = []
    for name, path in house.items():
        answer = page.goto(site.url + path)
        assert answer is not None, name
        assert answer.ok, name
        found += complaints(name)
    assert found == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_card_opens_its_customer_beside_the_board_and_a_person_overrules(
    page: Page,
    context: BrowserContext,
    site: Site,
    house: dict[str, str],
    complaints: Callable[[str], list[str]],
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    site.sign_in(context, site.cast.elif_)
    page.goto(site.url + house["groups"])
    page.locator("#column-satisfied").get_by_role("link", name="Ayşe Yılmaz").click()
    beside = page.locator("#beside-panel")
    expect(beside.get_by_role("heading", name="Ayşe Yılmaz")).to_be_visible()
    expect(page.locator("#column-satisfied")).to_be_attached()
    beside.get_by_label("Grup").select_option("at_risk")
    beside.locator("[name=reason]").fill("Telefonda kırgındı.")
    beside.get_by_role("button", name="Müşteriyi oraya al").click()
    expect(beside.get_by_role("status")).to_be_visible()
    expect(beside).to_contain_text("Telefonda kırgındı.")
    assert complaints("overruled") == []
    beside.get_by_role("button", name="Kanıtlar karar versin").click()
    expect(beside.get_by_role("button", name="Kanıtlar karar versin")).to_have_count(0)
    beside.get_by_label("Kapat").click()
    expect(beside).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_file_is_looked_into_before_it_is_brought_in(
    page: Page,
    context: BrowserContext,
    site: Site,
    complaints: Callable[[str], list[str]],
    tmp_path: Path,
    width: int,
) -> None:
    file = tmp_path / "temaslar.csv"
    file.write_bytes(TABLE.encode("cp1254"))
    page.set_viewport_size({"width": width, "height": 900})
    site.sign_in(context, site.cast.murat)
    page.goto(f"{site.url}/imports/")
    page.get_by_label("Dosya").set_input_files(file)
    page.get_by_role("button", name="Dosyaya bak").click()
    expect(page.get_by_text("cp1254")).to_be_visible()
    expect(page.get_by_role("cell", name="Gülşen Çağlar")).to_be_visible()
    expect(page.get_by_role("cell", name="99.99.2026")).to_be_visible()
    assert complaints("columns") == []
