"""What customers bought and when, as far as contacts tell of it. Turkish: alışverişler."""
