"""Tables of an html page -> grids, whatever marks them up: table elements, roles, blocks, spans."""
