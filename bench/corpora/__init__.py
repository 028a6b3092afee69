"""Pages to measure on, generated from the sample corpus; the same on every run."""
