"""What customers are written about their cases, in human words; sent through the outbox like every answer."""
