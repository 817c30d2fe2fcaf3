"""What can be read, one module a kind of row: which rows, by the visibility of the pages, and how they are said."""
