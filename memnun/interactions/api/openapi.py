"""The OpenAPI 3.1 document of the ledger's API, made from the shapes that the code reads and writes."""

from __future__ import annotations

from functools import cache
from inspect import cleandoc
from typing import Any, get_args

import msgspec

import memnun
from memnun.interactions.api import answers, problems
from memnun.interactions.api.batches import MOST_ROWS
from memnun.interactions.api.reading import LONGEST_PAGE, USUAL_PAGE
from memnun.interactions.api.requests import NDJSON_TYPES
from memnun.interactions.contact import ChannelName, Contact

Schema = dict[str, Any]

SHAPES = (
    Contact,
    answers.Accepted,
    answers.BatchVerdict,
    answers.Interaction,
    answers.InteractionPage,
    answers.Customer,
    problems.ProblemDetails,
)
DESCRIPTION = cleandoc("""
    Contacts between a brand and its customers go in, what was understood of them comes out.

    A write is answered only when it is durably recorded, and an external id is recorded once: whatever is
    in doubt may be sent again. Errors are problem details (RFC 9457) in Turkish or English.
""")
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


@cache
def document() -> Schema:
    """The whole document; shared, so not to be changed."""
    _, schemas = msgspec.json.schema_components(SHAPES, ref_template="#/components/schemas/{name}")
    for schema in schemas.values():
        if "description" in schema:
            schema["description"] = cleandoc(schema["description"])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Memnun",
            "version": memnun.__version__,
            "summary": "The ledger of contacts",
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": {
            "/api/v1/interactions": {"post": _receive(), "get": _list()},
            "/api/v1/interactions/batch": {"post": _receive_many()},
            "/api/v1/interactions/{id}": {"get": _read("interaction", "Interaction", "interactions:read")},
            "/api/v1/customers/{id}": {"get": _read("customer", "Customer", "customers:read")},
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key of the brand: mem_…"}
            },
        },
    }


def _receive() -> Schema:
    location = {"description": "Where it can be read back.", "schema": {"type": "string"}}
    return {
        "operationId": "receiveInteraction",
        "summary": "Record one contact",
        "description": "Scope `interactions:write`. At most 2 MB.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Contact")}}},
        "responses": {
            "201": {
                "description": "Durably recorded.",
                "headers": {"Location": location},
                **_json("Accepted"),
            },
            "200": {"description": "The external id was known; nothing was added.", **_json("Accepted")},
            **_problems(400, 401, 403, 413, 415, 422, 429, 503),
        },
    }


def _receive_many() -> Schema:
    rows = {"type": "array", "items": _ref("Contact"), "maxItems": MOST_ROWS}
    wrapped = {
        "type": "object",
        "properties": {"interactions": rows},
        "required": ["interactions"],
        "additionalProperties": False,
    }
    content: Schema = {"application/json": {"schema": {"anyOf": [rows, wrapped]}}}
    content[NDJSON_TYPES[0]] = {"schema": {"type": "string", "description": "One contact a line."}}
    return {
        "operationId": "receiveInteractions",
        "summary": "Record up to 1,000 contacts",
        "description": "Scope `interactions:write`. At most 20 MB. A wrong row fails alone. Counts as one "
        "request for every hundred rows begun.",
        "requestBody": {"required": True, "content": content},
        "responses": {
            "200": {"description": "A verdict a row, in their order.", **_json("BatchVerdict")},
            **_problems(400, 401, 403, 413, 415, 422, 429, 503),
        },
    }


def _list() -> Schema:
    channels = {"type": "string", "enum": list(get_args(ChannelName))}
    limit = {"type": "integer", "minimum": 1, "maximum": LONGEST_PAGE, "default": USUAL_PAGE}
    return {
        "operationId": "listInteractions",
        "summary": "Placed interactions, oldest first",
        "description": "Scope `interactions:read`.",
        "parameters": [
            _parameter("after", {"type": "string"}, "The value of `next` of the page before."),
            _parameter("limit", limit, "How many a page."),
            _parameter("channel", channels, "Only this channel."),
            _parameter(
                "since", {"type": "string", "format": "date-time"}, "Only what happened from then on."
            ),
        ],
        "responses": {
            "200": {"description": "A page.", **_json("InteractionPage")},
            **_problems(401, 403, 422, 429, 503),
        },
    }


def _read(what: str, shape: str, scope: str) -> Schema:
    id_ = {"type": "string", "format": "uuid"}
    return {
        "operationId": f"read{shape}",
        "summary": f"One {what}",
        "description": f"Scope `{scope}`.",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": id_}],
        "responses": {
            "200": {"description": f"The {what}.", **_json(shape)},
            **_problems(401, 403, 404, 429, 503),
        },
    }


def _problems(*statuses: int) -> Schema:
    """The responses that are problems, each with the kinds it may be."""
    responses: Schema = {}
    for status in statuses:
        kinds = [kind for kind in problems.KINDS if kind.status == status]
        responses[str(status)] = {
            "description": " or ".join(f"`{kind.name}`: {kind.title}" for kind in kinds),
            "content": {"application/problem+json": {"schema": _ref("ProblemDetails")}},
            **({"headers": RETRY_AFTER} if status in (429, 503) else {}),
        }
    return responses


def _parameter(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": description}


def _json(shape: str) -> Schema:
    return {"content": {"application/json": {"schema": _ref(shape)}}}


def _ref(shape: str) -> Schema:
    return {"$ref": f"#/components/schemas/{shape}"}
