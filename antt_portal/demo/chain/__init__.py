"""Directives on their way: from a superior's document over a board and its investors to tenants, and back as a roll-up.

One board's story, told while its letters are (``demo.letters``): readers act between the issue of a letter and what
becomes of it. Each part is told in one transaction, and not again.
"""
