"""What enterprises of a trade have in common: the places to watch, and words for their answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """``areas`` are key areas with their main risk, a key of the choice "risk"."""

    label: str
    areas: tuple[tuple[str, str], ...]
    topic: str

    @property
    def words(self) -> dict[str, str]:
        return {"trade": self.label, "area": self.areas[0][0].lower(), "topic": self.topic}


GATE = ("Cổng chính, bãi xe của người lao động", "theft")
TRADES = {
    "infrastructure": Trade(
        "kinh doanh hạ tầng",
        (("Trạm xử lý nước thải tập trung", "chemical"), ("Trạm biến áp 110 kV", "explosion"), GATE),
        "an ninh trật tự tại đường nội bộ và cổng khu",
    ),
    "electronics": Trade(
        "điện tử",
        (("Kho linh kiện", "property"), ("Phòng máy chủ", "property"), ("Kho dung môi", "fire"), GATE),
        "phòng ngừa trộm cắp linh kiện",
    ),
    "textile": Trade(
        "dệt may",
        (("Kho vải, kho thành phẩm", "fire"), ("Khu lò hơi", "explosion"), GATE),
        "phòng cháy trong xưởng may",
    ),
    "wood": Trade(
        "chế biến gỗ",
        (("Kho gỗ, xưởng phun sơn", "fire"), ("Khu hút bụi", "explosion"), GATE),
        "phòng cháy nổ bụi gỗ",
    ),
    "mechanics": Trade(
        "cơ khí",
        (("Kho khí công nghiệp", "explosion"), ("Kho kim loại màu", "theft"), GATE),
        "an toàn khi hàn, cắt",
    ),
    "food": Trade(
        "thực phẩm",
        (("Kho lạnh dùng amoniac", "chemical"), ("Bếp ăn tập thể", "other"), GATE),
        "an toàn thực phẩm, phòng ngộ độc tại bếp ăn",
    ),
    "plastics": Trade(
        "nhựa",
        (("Kho hạt nhựa", "fire"), ("Khu máy ép", "fire"), GATE),
        "phòng cháy tại kho nguyên liệu",
    ),
    "chemicals": Trade(
        "hóa chất",
        (("Kho hóa chất", "chemical"), ("Bồn chứa dung môi", "explosion"), GATE),
        "ứng phó sự cố hóa chất",
    ),
    "logistics": Trade(
        "kho vận",
        (("Kho ngoại quan", "property"), ("Bãi công-ten-nơ", "theft"), GATE),
        "kiểm soát phương tiện ra vào",
    ),
}
