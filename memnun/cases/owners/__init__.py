"""Who gets a case: the choice is a pure function over people who could take it."""
