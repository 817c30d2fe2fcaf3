"""Abbreviations that letters, names of enterprises and people use; one is found by the other, in both directions."""

from antt_portal.core.folding import search_key

# None is a word itself once its marks are gone: "CA" for công an would find every "cả".
# An abbreviation may be short for several things; each of those is found by it, but not by one another.
ABBREVIATIONS = (
    # zones and those who keep them
    ("KCN", "khu công nghiệp"),
    ("KKT", "khu kinh tế"),
    ("CCN", "cụm công nghiệp"),
    ("KCX", "khu chế xuất"),
    ("BQL", "ban quản lý"),
    ("BQLKKT", "ban quản lý khu kinh tế"),
    # authorities
    ("UBND", "ủy ban nhân dân"),
    ("HĐND", "hội đồng nhân dân"),
    ("LĐLĐ", "liên đoàn lao động"),
    ("CP", "cổ phần", "chính phủ"),
    ("TP", "thành phố"),
    # enterprises
    ("TNHH", "trách nhiệm hữu hạn"),
    ("MTV", "một thành viên"),
    ("CTCP", "công ty cổ phần"),
    ("Cty", "công ty"),
    ("DN", "doanh nghiệp"),
    ("CĐT", "chủ đầu tư"),
    ("XNK", "xuất nhập khẩu"),
    ("SX", "sản xuất"),
    ("TM", "thương mại"),
    ("DV", "dịch vụ"),
    ("ĐT", "đầu tư"),
    ("XD", "xây dựng"),
    ("VN", "Việt Nam"),
    # what is asked
    ("ANTT", "an ninh trật tự", "an ninh và trật tự"),
    ("ANQG", "an ninh quốc gia"),
    ("TTATXH", "trật tự an toàn xã hội"),
    ("PCCC", "phòng cháy chữa cháy", "phòng cháy và chữa cháy"),
    ("CNCH", "cứu nạn cứu hộ"),
    ("ATVSLĐ", "an toàn vệ sinh lao động"),
    ("ATLĐ", "an toàn lao động"),
    ("BVMT", "bảo vệ môi trường"),
    ("NLĐ", "người lao động"),
    # kinds of papers
    ("CV", "công văn"),
    ("QĐ", "quyết định"),
    ("NĐ", "nghị định"),
    ("TT", "thông tư"),
    ("KH", "kế hoạch"),
    ("BC", "báo cáo"),
)


def _alike() -> dict[str, tuple[str, ...]]:
    """Each form, folded, with the other forms of the same thing."""
    found: dict[str, tuple[str, ...]] = {}
    for short, *full in ABBREVIATIONS:
        key, meanings = search_key(short), [search_key(one) for one in full]
        found[key] = (*found.get(key, ()), *meanings)
        for meaning in meanings:
            found[meaning] = (*found.get(meaning, ()), key)
    return found


ALIKE = _alike()
# The most words of one form.
LONGEST = max(len(form.split()) for form in ALIKE)
