"""The fixed cast of people that tests of all rooms use."""

from __future__ import annotations

from django.test import Client

from memnun.people.middleware import SESSION_BRAND
from memnun.people.models import Account, Brand, Person, Role, Team, TeamMembership


def make_brand(name: str = "Deneme", slug: str = "deneme") -> Brand:
    """A brand."""
    return Brand.objects.create(name=name, slug=slug)


def make_person(brand: Brand, name: str, role: Role = Role.AGENT, email: str = "") -> Person:
    """A member of staff with an account of their own."""
    address = email or f"{name.split()[0].lower()}@{brand.slug}.example"
    account = Account.objects.create(email=address, name=name)
    return Person.objects.create(brand=brand, account=account, name=name, role=role)


def make_team(brand: Brand, name: str, *members: Person, private: bool = False) -> Team:
    """A team with members."""
    team = Team.objects.create(brand=brand, name=name, private=private)
    TeamMembership.objects.bulk_create([TeamMembership(team=team, person=person) for person in members])
    return team


def signed_in_client(person: Person) -> Client:
    """A test client at work as the person, in the person's brand; `client.post(...)` needs no CSRF token."""
    client = Client()
    client.force_login(person.account)
    session = client.session
    session[SESSION_BRAND] = str(person.brand_id)
    session.save()
    return client


class Cast:
    """Elif and Burak are agents, Murat manages, Selin owns, Arda analyses; Deniz works for another brand."""

    def __init__(self) -> None:
        self.brand = make_brand()
        self.other_brand = make_brand("Başka", "baska")
        self.elif_ = make_person(self.brand, "Elif Demir")
        self.burak = make_person(self.brand, "Burak Şahin")
        self.murat = make_person(self.brand, "Murat Kaya", Role.MANAGER)
        self.selin = make_person(self.brand, "Selin Işık", Role.OWNER)
        self.arda = make_person(self.brand, "Arda Güneş", Role.ANALYST)
        self.deniz = make_person(self.other_brand, "Deniz Yıldız", Role.OWNER)
