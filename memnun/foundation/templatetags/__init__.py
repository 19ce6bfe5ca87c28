"""Template filters that write as Turkish (or English) readers expect."""
