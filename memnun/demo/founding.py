"""Founding the sample brand: its branches, teams and staff, each once however often it is called."""

from django.db import transaction

from memnun.demo import brand as sample
from memnun.demo.brand import Employee
from memnun.people.actions import add_branch, add_person, found_brand, make_team
from memnun.people.models import Account, Branch, Brand, Person, Role, Team


def sample_brand() -> Brand | None:
    """The sample brand, if it was founded here."""
    return Brand.objects.filter(slug=sample.SLUG).first()


@transaction.atomic
def found_sample_brand() -> Brand:
    """The sample brand with everything it stands on; made on the first call, found on the next.

    Whoever owned a brand of this installation before owns the sample too, to be able to look at it.
    """
    known = sample_brand()
    if known:
        return known
    owners = list(Person.objects.filter(role=Role.OWNER, active=True).select_related("account"))
    chief = next(person for person in sample.staff() if person.role == "owner")
    owner = found_brand(name=sample.NAME, slug=sample.SLUG, owner=_account(chief), owner_name=chief.name)
    for branch in sample.branches():
        values = {
            "code": branch.code,
            "name": branch.name,
            "province": branch.province,
            "district": branch.district,
        }
        add_branch(brand=owner.brand, by=owner, values=values)
    people = {chief.email: owner} | {
        each.email: _employ(owner, each) for each in sample.staff() if each != chief
    }
    for team in sample.TEAMS:
        members = [people[each.email] for each in sample.staff() if each.team == team]
        make_team(brand=owner.brand, by=owner, name=team, private=False, members=members)
    for account in {person.account for person in owners}:
        add_person(brand=owner.brand, account=account, name=account.name, role=Role.OWNER, by=owner)
    return owner.brand


def _account(employee: Employee) -> Account:
    known = Account.objects.filter(email=employee.email).first()
    return known or Account.objects.create_user(employee.email, name=employee.name)


def _employ(owner: Person, employee: Employee) -> Person:
    person = add_person(
        brand=owner.brand, account=_account(employee), name=employee.name, role=Role(employee.role), by=owner
    )
    if employee.branch:
        person.branch = Branch.objects.get(brand=owner.brand, code=employee.branch)
        person.save(update_fields=["branch"])
    return person


def person_named(brand: Brand, given: str) -> Person:
    """The member of staff with a given name. Raises Person.DoesNotExist."""
    return Person.objects.get(brand=brand, account__email=sample.employee(given).email)


def team_named(brand: Brand, name: str) -> Team:
    """The team with a name. Raises Team.DoesNotExist."""
    return Team.objects.get(brand=brand, name=name)
