"""Messages that did not leave: each shown until somebody dealt with it."""
