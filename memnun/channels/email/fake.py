"""A sign-in server that speaks as Google's and Microsoft's do: codes with PKCE, tokens, renewal, refusals."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class TokenServer:
    """One on the loopback; everybody who signs in is `address`. `broken` lets it answer 503, `rotate` renews refresh tokens."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.reset()
        server = self

        class Handler(BaseHTTPRequestHandler):
            """Answers for the server."""

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                asked = {
                    name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()
                }
                self._answer(*server._token(asked))

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                token = parse_qs(parts.query).get("access_token", [""])[0]
                known = token in server.access_tokens
                self._answer(
                    200 if known else 400, {"email": server.address} if known else {"error": "invalid_token"}
                )

            def _answer(self, status: int, said: dict[str, Any]) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *given: Any) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> TokenServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def reset(self) -> None:
        """As if just started."""
        self.broken = self.rotate = False
        self.codes: dict[str, dict[str, str]] = {}
        self.access_tokens: set[str] = set()
        self.refresh_token = "tazeleme-" + secrets.token_hex(8)

    def allow(self, asked: dict[str, str]) -> str:
        """The person says yes; gives the code."""
        code = secrets.token_hex(8)
        self.codes[code] = asked
        return code

    def _token(self, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if self.broken:
            return 503, {}
        if asked.get("client_id") != "istemci":
            return 401, {"error": "invalid_client"}
        if asked.get("grant_type") == "authorization_code":
            begun = self.codes.pop(asked.get("code", ""), None)
            digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
            proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            if begun is None or begun.get("code_challenge") != proof:
                return 400, {"error": "invalid_grant"}
            return 200, {**self._access(), "refresh_token": self.refresh_token}
        if asked.get("refresh_token") != self.refresh_token:
            return 400, {"error": "invalid_grant"}
        if self.rotate:
            self.refresh_token = "tazeleme-" + secrets.token_hex(8)
            return 200, {**self._access(), "refresh_token": self.refresh_token}
        return 200, self._access()

    def _access(self) -> dict[str, Any]:
        token = "erisim-" + secrets.token_hex(12)
        self.access_tokens.add(token)
        return {"access_token": token, "expires_in": 3600, "token_type": "Bearer"}
