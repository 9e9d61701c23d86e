"""The engines that are compared, one a file, with the same three functions.

`load(file, home)` makes of a finished N-Quads file something that can be asked, below `home`;
`opened(file, home)` returns it to ask, from what was loaded, or loaded once more where an engine
keeps nothing; `ask(opened, sparql)` reads an answer to its end and returns its number of rows.
"""
