"""The ledger's front door for programs (programların kapısı): /api/v1/interactions and /api/v1/customers.

Native ASGI, beside Django's pages: waiting writes share one COPY and one commit, and every answer to a
write is given after that commit.
"""
