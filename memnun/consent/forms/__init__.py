"""The input of acts on consents and rules of contact."""
