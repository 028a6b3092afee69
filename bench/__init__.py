"""The bench: corpora, floor and peers (bench/README.md)."""
