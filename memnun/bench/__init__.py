"""Measurements of speed and memory, each within one run on one machine. Turkish: ölçüm.

`bin/bench` runs all benches, `bin/bench live search` those named. Every measure is one JSON line on
standard output (`name`, `value`, `unit`, `baseline`, `ratio`, `n`); words for people go to standard error.

To add a bench, put a module into `memnun/bench/benches/`:

    @bench("ledger", "durable single writes against a bare endpoint")
    def ledger(report: Report) -> None:
        with House() as house:                        # own folder, PostgreSQL and migrated database
            url = house.serve()                       # the real server, as a child process
            ours = [posts_a_second(url) for _ in range(5)]
            theirs = [posts_a_second(bare) for _ in range(5)]
            report.compare("ledger.single", ours, theirs, unit="requests/s")

A bench runs in a process of its own, so it may set Django up on its own database (`house.django()`).
`report` refuses to state a figure from too few samples (`TooFew`); see `report.py` for how many.
"""
