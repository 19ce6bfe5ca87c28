"""One conversation while it is being made up: who talks with whom about what, and how angry they are."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from memnun.demo.brand import Branch, Employee
from memnun.demo.chance import Dice
from memnun.demo.customers import Customer
from memnun.demo.facts import Facts
from memnun.demo.lines import template_of
from memnun.demo.phrasing import say
from memnun.demo.situation import Situation
from memnun.demo.voice import Voice


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's turn to speak: `role` says what for, `after` how long after the turn before."""

    role: str
    direction: str
    after: timedelta
    channel: str


@dataclass(slots=True)
class Talk:
    """A conversation; `anger` runs from 0 to 3, `strain` tells how busy the brand is."""

    rng: Dice
    key: str
    customer: Customer
    voice: Voice
    situation: Situation
    contact_type: str
    channel: str
    agent: Employee
    branch: Branch
    facts: Facts
    opened_at: datetime
    anger: int = 0
    strain: float = 1.0
    subject: str = ""
    own_answer: str = ""
    aside: Situation | None = None
    heard: bool = False
    first: bool = False
    said: set[str] = field(default_factory=set)

    def one_of(self, templates: list[str]) -> str:
        """One of the situation's templates, said; one not yet said in this conversation if there is one.

        What stands behind `=>` is kept as the answer these very words ask for.
        """
        fresh = [template for template in templates if template not in self.said] or templates
        template = self.rng.choice(fresh)
        self.said.add(template)
        words, _, answer = template.partition("=>")
        self.own_answer = answer.strip() or self.own_answer
        return say(words, self.rng, self.facts)

    def chance(self, probability: float) -> bool:
        """Whether something of this probability happens."""
        return self.rng.random() < probability

    def line(self, table: str) -> str:
        """A line of a table around the matter, about a product only if the matter is."""
        words, _, answer = template_of(table, self.rng, product=self.situation.about_a_product).partition(
            "=>"
        )
        self.own_answer = answer.strip() or self.own_answer
        return say(words, self.rng, self.facts)

    @property
    def in_turkish(self) -> bool:
        """Whether they talk in Turkish."""
        return self.situation.theme != "english"
