"""A board with very many enterprises and their years: some are carried through by the verbs, the rest are their copies,

made by one INSERT … SELECT a table. A frozen version keeps the words of the enterprise that it was copied from.
"""
