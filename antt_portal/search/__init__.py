"""Search over everything one may see: what was asked (``asking``), where it is looked for (``sources``)."""
