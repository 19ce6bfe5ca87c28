"""What the ledger is compared with: the plainest durable endpoint one would write by hand.

Starlette and an asyncpg pool; one INSERT a request into a table with the ledger's columns and indexes. No
keys, no events, no wake-up, and an id that is known already is an error.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memnun.foundation.ids import uuid7

TABLE = "bench_bare"
CONNECTIONS = 16
BRAND = UUID("01900000-0000-7000-8000-000000000001")
ACCOUNT = UUID("01900000-0000-7000-8000-000000000002")
COLUMNS = (
    "id, brand_id, channel_account_id, external_id, form, body, received_at, source_kind, source_id, "
    "state, attempts, problem"
)
INSERT = f"INSERT INTO {TABLE} ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"


class Named(msgspec.Struct):
    """The one field the endpoint must know."""

    external_id: str


_decode = msgspec.json.Decoder(Named).decode


async def post(request: Request) -> Response:
    """Write one record."""
    body = await request.body()
    id_ = uuid7()
    await request.app.state.pool.execute(
        INSERT, id_, BRAND, ACCOUNT, _decode(body).external_id, "ledger/1", body, datetime.now(UTC),
        "api_key", None, "waiting", 0, "",
    )  # fmt: skip
    return Response(b'{"id":"%b"}' % str(id_).encode(), 201, media_type="application/json")


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Open the pool and close it."""
    async with asyncpg.create_pool(
        os.environ["DATABASE_URL"], min_size=CONNECTIONS, max_size=CONNECTIONS
    ) as pool:
        app.state.pool = pool
        yield


app = Starlette(routes=[Route("/records", post, methods=["POST"])], lifespan=lifespan)
