"""From the outbox to the customer's mailbox."""
