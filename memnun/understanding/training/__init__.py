"""Makes and measures the shipped weights from a folder of labelled text; needs the development
requirements."""
