"""From the mailbox into the ledger: nothing lost, nothing twice, nothing changed on the server."""
