"""Lists that are no list elements: bullets, dashes, numbers and indents that are characters or styles."""
