"""The report: a folder of static pages over one snapshot, and the way from a number to the cell it was printed in.

`writing` is the door. A page is a template, and a function that gives it what it shows (`goal_pages`,
`publication_pages`, `state`, `through_time`, `evidence`); `site` brings them together. Everything that came from a page
reaches the reader escaped: jinja2 escapes by itself, search_index and charts by their formats.
"""
