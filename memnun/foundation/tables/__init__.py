"""Tables that people bring: what kind of file it is, and its rows one at a time."""
