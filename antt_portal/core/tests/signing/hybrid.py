"""A PDF as Word writes it: a table of objects for old readers, and a second one beside it (hybrid references)."""

import struct


def hybrid_pdf():
    objects = (
        b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<>>/PieceInfo 5 0 R>>\nendobj\n",
        b"5 0 obj\n<</Hidden true>>\nendobj\n",
    )
    body, offsets = b"%PDF-1.7\n", []
    for written in objects:
        offsets.append(len(body))
        body += written
    hidden = struct.pack(">BIH", 1, offsets[3], 0)
    second = len(body)
    body += b"4 0 obj\n<</Type/XRef/Size 6/Index[5 1]/W[1 4 2]/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(hidden),
        hidden,
    )
    table = len(body)
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in (*offsets[:3], second))
    body += b"xref\n0 5\n" + rows + b"trailer\n<</Size 6/Root 1 0 R/XRefStm %d>>\n" % second
    return body + b"startxref\n%d\n%%%%EOF\n" % table
