"""The words that may stand in a column, and what each means to the portal."""

from enterprises.models import Capacity, OrganisationKind, Role, Size, ZoneKind

YES_NO = {"Có": True, "Không": False}
ZONE_KINDS = {
    "Khu công nghiệp": ZoneKind.INDUSTRIAL,
    "Khu kinh tế": ZoneKind.ECONOMIC,
    "Cụm công nghiệp": ZoneKind.CLUSTER,
}
ORGANISATION_KINDS = {
    "Chủ đầu tư hạ tầng": OrganisationKind.INVESTOR,
    "Chủ đầu tư thứ cấp": OrganisationKind.TENANT,
    "Cơ quan phối hợp": OrganisationKind.AGENCY,
}
SIZES = {"Siêu nhỏ": Size.MICRO, "Nhỏ": Size.SMALL, "Vừa": Size.MEDIUM, "Lớn": Size.LARGE}
CAPACITIES = {"Chủ đầu tư hạ tầng": Capacity.INVESTOR, "Chủ đầu tư thứ cấp": Capacity.TENANT}
ROLES = {"Người đứng đầu": Role.HEAD, "Người soạn": Role.EDITOR, "Cán bộ cơ quan phối hợp": Role.AGENT}
RESULTS = {"Đạt": True, "Chưa đạt": False}
