"""The benches; a module here is found by itself (see `memnun.bench`)."""
