"""What one request of a widget does; each is given the account, and the session where one is needed."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from memnun.channels.chat import actions, identity, parsing
from memnun.channels.chat.configuring import LANGUAGES, LONGEST_TEXT, Configuration, told_to_widget
from memnun.channels.chat.live.answers import Answer, empty_answer, json_answer
from memnun.channels.chat.live.filing import Filing
from memnun.channels.chat.live.hub import Hub
from memnun.channels.chat.live.limits import (
    MESSAGES_A_MINUTE,
    SESSIONS_OF_AN_ADDRESS,
    SIGNALS_A_MINUTE,
    Limits,
)
from memnun.channels.chat.live.marks import Marks
from memnun.channels.chat.live.problems import (
    BAD_EMAIL,
    NO_SUCH_FILE,
    NOT_VOUCHED,
    TOO_FAST,
    TOO_LONG,
    TOO_MANY,
    UNREADABLE,
    Problem,
)
from memnun.channels.chat.live.sessions import Session, Sessions
from memnun.channels.chat.live.shapes import Contact, NewMessage, NewSession, Page, Signals, clean, read
from memnun.channels.chat.live.threads import Threads
from memnun.channels.chat.live.writing import Writing
from memnun.foundation import clock
from memnun.interactions.api.requests import Request

logger = logging.getLogger(__name__)


class Receiving:
    """The acts of widgets."""

    def __init__(
        self, *, threads: Threads, sessions: Sessions, writing: Writing, hub: Hub, limits: Limits
    ) -> None:
        self._threads, self._sessions, self._writing = threads, sessions, writing
        self._hub, self._limits = hub, limits
        self._filing = Filing(threads)
        self.marks = Marks(threads)

    async def configuration(self, request: Request, account: Configuration) -> Answer:
        """GET config"""
        language = language_of(request.query().get("language", ""), account)
        return json_answer(200, told_to_widget(account, language, clock.now()))

    async def open(self, request: Request, account: Configuration) -> Answer:
        """POST sessions"""
        wait = self._limits.take("sessions", request.address, SESSIONS_OF_AN_ADDRESS)
        if wait:
            raise Problem(429, TOO_MANY, after=wait)
        asked = await read(request, NewSession)
        opened = await self._threads.run(
            actions.open_session,
            brand_id=account.brand_id,
            account_id=account.id,
            language=language_of(asked.language, account),
            identity=vouched(asked.identity, account) if asked.identity else None,
            remembered_days=asked.remember,
            page=asked.page.kept,
        )
        visitor = opened.visitor
        return json_answer(201, {"token": opened.token, "known": visitor.known, "name": visitor.name})

    async def message(self, request: Request, session: Session) -> Answer:
        """POST messages: 201 when it is durably kept, 200 when it was before."""
        wait = self._limits.take("messages", session.visitor_id, MESSAGES_A_MINUTE)
        if wait:
            if session.patience.is_over_after_refusal():
                await self._set_aside(session)
            raise Problem(429, TOO_FAST, after=wait)
        asked = await read(request, NewMessage)
        text = clean(asked.text)
        if len(text) > LONGEST_TEXT:
            raise Problem(413, TOO_LONG, longest=LONGEST_TEXT)
        if not text and not asked.file:
            raise Problem(400, UNREADABLE)
        if session.patience.is_over_after(text):
            await self._set_aside(session)
        files = [await self._file(session, asked.file)] if asked.file else []
        written = await self._writing.write(
            session.brand_id, session.account_id, session.visitor_id, message_of(session, asked, text, files)
        )
        if asked.page.url:
            session.page = asked.page.kept
        answer = {"id": str(written.id) if written.id else None, "number": written.number}
        return json_answer(200 if written.known else 201, answer)

    async def lines(self, request: Request, session: Session) -> Answer:
        """GET lines?after=: what a widget asks that cannot keep a stream open."""
        after = request.query().get("after", "0")
        lines = await self._hub.lines(session.visitor_id, int(after) if after.isdigit() else 0)
        self._hub.presence.came(session.visitor_id)
        return json_answer(200, {"lines": lines})

    async def signals(self, request: Request, session: Session) -> Answer:
        """POST signals: typing, how far messages came, on which page the visitor is."""
        if self._limits.take("signals", session.visitor_id, SIGNALS_A_MINUTE):
            return empty_answer()
        told = await read(request, Signals)
        if told.typing:
            self._hub.presence.types(session.visitor_id)
        if told.read or told.delivered:
            self.marks.note(session.visitor_id, told.delivered, told.read)
        if told.page:
            self.on_page(session, told.page)
        return empty_answer()

    async def contact(self, request: Request, session: Session) -> Answer:
        """PUT contact"""
        told = await read(request, Contact)
        if told.remember is not None:
            await self._threads.run(actions.remember, session.id, told.remember)
        if told.email is not None:
            email, name = checked_email(told.email), clean(told.name or "")
            await self._threads.run(actions.leave_contact, session.visitor_id, name=name, email=email)
        self._sessions.forget(session.digest)
        return empty_answer()

    async def forget(self, _request: Request, session: Session) -> Answer:
        """DELETE session"""
        await self._threads.run(actions.forget, session.visitor_id)
        self._sessions.forget(session.digest)
        self._hub.cut(session.digest)
        return empty_answer()

    async def take_file(self, request: Request, session: Session) -> Answer:
        """POST files?name="""
        wait = self._limits.take("files", session.visitor_id, self._filing.a_minute)
        if wait:
            raise Problem(429, TOO_FAST, after=wait)
        return json_answer(201, await self._filing.keep(request, session))

    async def give_file(self, session: Session, file_id: str) -> Answer:
        """GET files/ID"""
        return await self._filing.give(session, file_id)

    def on_page(self, session: Session, page: Page) -> None:
        """Note where the visitor is, when that is news."""
        if page.kept != session.page:
            session.page = page.kept
            self._hub.presence.on_page(session.visitor_id, *page.kept)

    async def _file(self, session: Session, file_id: str) -> parsing.File:
        file = await self._filing.find_sent(session, file_id)
        if file is None:
            raise Problem(404, NO_SUCH_FILE)
        return file

    async def _set_aside(self, session: Session) -> None:
        logger.warning("A visitor of the chat %s is set aside for writing too much", session.account_id)
        await self._threads.run(actions.set_aside, session.visitor_id)


def message_of(
    session: Session, asked: NewMessage, text: str, files: Sequence[parsing.File]
) -> parsing.Message:
    """The message as it is kept."""
    url, title = asked.page.kept
    return parsing.Message(
        key=asked.id,
        visitor=str(session.visitor_id),
        external_id=session.external_id,
        at=clock.now(),
        text=text,
        known=session.known,
        name=session.name,
        email=session.email,
        language=session.language,
        page=parsing.Page(url, title),
        files=list(files),
    )


def language_of(asked: str, account: Configuration) -> str:
    """The language to speak: the asked one when we know it."""
    return asked if asked in LANGUAGES else account.language


def vouched(token: str, account: Configuration) -> identity.Identity:
    """Whom the host site vouches for. Raises Problem (422)."""
    try:
        return identity.verify(token, account.secret, clock.now())
    except identity.Refused as problem:
        logger.info("An identity token for the chat %s was refused: %s", account.id, problem)
        raise Problem(422, NOT_VOUCHED) from None


def checked_email(text: str) -> str:
    """An address that can be one. Raises Problem (422)."""
    email = clean(text)
    try:
        validate_email(email)
    except ValidationError:
        raise Problem(422, BAD_EMAIL) from None
    return email
