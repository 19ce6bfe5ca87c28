"""What switchboards and staff ask about calls."""
