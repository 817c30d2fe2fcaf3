"""What the paper of each kind must say, in reading order, worked out from its data alone."""

from collections.abc import Callable, Iterator
from typing import Any

from directives.tests.letters.expected import addressee_lines, date_text, number_text, reading_order

Data = dict[str, Any]
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
CHECK = "Kiểm tra {} bằng mã trên tại"


def number_and_date(data: Data) -> str:
    return f"{number_text(data).removeprefix('Số: ')} {date_text(data['date'])}"


def short(day: Data | None) -> str:
    return f"{day['day']:02d}/{day['month']:02d}/{day['year']}" if day else "–"


def named(cited: Data) -> str:
    return f"{cited['type_name']} số {number_and_date(cited)} của {cited['agency']}"


def titled(cited: Data) -> str:
    return f"{named(cited)}: {cited['subject']}" if cited.get("subject") else named(cited)


def head(data: Data) -> Iterator[str]:
    yield from (*data["superior_agency"], *data["agency"], *NATION)
    if data.get("symbol"):
        yield number_text(data)
    yield f"{data['place']}, {date_text(data['date'])}"


def paragraphs(data: Data, *, closing: bool | None = None) -> Iterator[str]:
    body = data["body"] if closing is None else data["body"][-1:] if closing else data["body"][:-1]
    yield from (f"{one.get('label', '')} {one['text']}" for one in body)


def before_the_text(data: Data) -> Iterator[str]:
    yield from addressee_lines("Kính gửi:", data.get("recipients", []))
    bases = data.get("bases", [])
    yield from (f"{basis}{'.' if basis is bases[-1] else ';'}" for basis in bases)


def signed(data: Data) -> Iterator[str]:
    if data.get("archive"):
        yield from ("Nơi nhận:", *(f"- {name};" for name in data["copies_to"]), f"- {data['archive']}.")
    block = data["signature"]
    yield from (block.get("authority") or "", block["office"], block["name"])


def checked(data: Data, what: str) -> Iterator[str]:
    yield from (data["verification"]["code"], CHECK.format(what), data["verification"]["url"])


def annex(data: Data, kind: str, title: str, number: str = "") -> Iterator[str]:
    yield f"Phụ lục {number}"
    yield from (title, f"(Kèm theo {kind} số {number_and_date(data)} của {data['issuer']})")


def enterprises(listed: Data, columns: dict[str, Callable[[Data], str]]) -> Iterator[str]:
    yield "STT" + "".join(columns)
    for position, one in enumerate(listed["enterprises"], 1):
        yield str(position) + "".join(cell(one) for cell in columns.values())
    yield f"Danh sách gồm {len(listed['enterprises']):02d} doanh nghiệp./."


NAME: dict[str, Callable[[Data], str]] = {
    "Tên doanh nghiệp": lambda one: one["name"],
    "Mã số thuế": lambda one: one["tax_code"],
}
ADDRESS: dict[str, Callable[[Data], str]] = {"Địa chỉ": lambda one: one["address"]}
ZONES: dict[str, Callable[[Data], str]] = {"Khu hoạt động": lambda one: "; ".join(one["zones"])}
DOSSIER: dict[str, Callable[[Data], str]] = {
    "Hồ sơ, ngày tiếp nhận": lambda one: f"{one['receipt']}, {short(one['accepted_on'])}"
}
CERTIFICATE: dict[str, Callable[[Data], str]] = {"Giấy công nhận": lambda one: one["certificate"]}


def submission(data: Data) -> Iterator[str]:
    yield from (*head(data), "TỜ TRÌNH", data["subject"], *before_the_text(data), *paragraphs(data), *signed(data))
    yield from annex(data, "Tờ trình", data["listed"]["title"])
    yield from enterprises(data["listed"], NAME | ZONES | DOSSIER)


def decision(data: Data) -> Iterator[str]:
    yield from (*head(data), "QUYẾT ĐỊNH", data["subject"], data["decider"], *before_the_text(data), "QUYẾT ĐỊNH:")
    yield from (*paragraphs(data), *signed(data), *annex(data, "Quyết định", data["listed"]["title"]))
    yield from enterprises(data["listed"], NAME | ADDRESS | ZONES | CERTIFICATE)


def holder(one: Data) -> Iterator[str]:
    yield from ("Mã số thuế", one["tax_code"], "Địa chỉ", one["address"], "Khu hoạt động", "; ".join(one["zones"]))


def certificate(data: Data) -> Iterator[str]:
    yield from (*head(data), "GIẤY CÔNG NHẬN", data["issuer"], "công nhận", data["holder"]["name"])
    yield from (*holder(data["holder"]), data["subject"], f"({named(data['decision'])})")
    yield from (*checked(data, "giấy này"), *signed(data))


def extract(data: Data) -> Iterator[str]:
    columns = NAME | ADDRESS | ZONES | CERTIFICATE
    yield from (*head(data), "TRÍCH DANH SÁCH", data["subject"], f"(Kèm theo {named(data['decision'])})")
    yield "STT" + "".join(columns) + str(data["position"])
    yield "".join(cell(data["enterprise"]) for cell in columns.values())
    yield f"Trích đúng danh sách kèm theo {data['decision']['type_name']} số {data['decision']['number']:02d}"
    yield f"/{data['decision']['symbol']}./."
    yield from (*checked(data, "bản trích này"), *signed(data))


def tabled(data: Data, columns: str, rows: list[str]) -> Iterator[str]:
    yield from paragraphs(data, closing=False)
    yield "STT" + columns
    yield from (f"{position}{row}" for position, row in enumerate(rows, 1))
    yield from (*paragraphs(data, closing=True), *signed(data))


def request_to_supplement(data: Data) -> Iterator[str]:
    yield from (*head(data), f"V/v {data['subject']}", *before_the_text(data))
    rows = [one["obligation"] + one["remark"] + short(one["due_on"]) for one in data["items"]]
    yield from tabled(data, "Nội dungYêu cầu bổ sungThời hạn", rows)


def correction(data: Data) -> Iterator[str]:
    yield from (*head(data), f"V/v {data['subject']}", *before_the_text(data))
    rows = [one["where"] + one["printed"] + one["reads"] for one in data["errata"]]
    yield from tabled(data, "Vị tríĐã inĐính chính thành", rows)


def recall_notice(data: Data) -> Iterator[str]:
    yield from (*head(data), "THÔNG BÁO", data["subject"])
    rows = [titled(one["document"]) + one["reason"] + named(one["replaced_by"]) for one in data["recalled"]]
    yield from tabled(data, "Văn bản thu hồiLý doVăn bản thay thế", rows)


def bundle(data: Data) -> Iterator[str]:
    yield "STTVăn bản, tệpSHA-256 của tệp"
    for position, sent in enumerate(data["bundle"], 1):
        yield from (str(position), titled(sent["document"]))
        yield from (file["name"] + file["sha256"] for file in sent["files"])


def covering_letter(data: Data) -> Iterator[str]:
    yield from (*head(data), f"V/v {data['subject']}", *before_the_text(data), *paragraphs(data, closing=False))
    yield from (*bundle(data), *paragraphs(data, closing=True), *signed(data))
    yield from (*annex(data, "Công văn", data["receivers"]["title"]), "STTNơi nhậnKhu hoạt độngCách gửi")
    for position, one in enumerate(data["receivers"]["receivers"], 1):
        yield f"{position}{one['name']}{one['zone']}{one['reached_by']}"


def acknowledgement_proof(data: Data) -> Iterator[str]:
    by, owner = data["acknowledged_by"], data["organisation"]
    yield from (*head(data), "GIẤY XÁC NHẬN ĐÃ NHẬN VĂN BẢN", data["subject"])
    yield f"{by['name']}, {by['role']}, đã xác nhận trên Cổng ANTT lúc 09:14:05 ngày 10/01/2024 (giờ Việt Nam) "
    yield from (f"việc {owner['name']} nhận được các văn bản sau:", *bundle(data))
    yield f"Mã SHA-256 của cả gói, theo bản {data['letter_version']} của văn bản: {data['bundle_sha256']}"
    yield from (f"Bên nhận: {owner['name']}", *holder(owner), *checked(data, "giấy này"))
    yield "Giấy này do Cổng ANTT lập tự động từ sổ ghi nhận, không có chữ ký của người."


def table_of(table: Data) -> Iterator[str]:
    yield from ("".join(table["columns"]), *("".join(row) for row in table["rows"]))


def roll_up_report(data: Data) -> Iterator[str]:
    yield from (*head(data), "BÁO CÁO", data["subject"], "(Số liệu chốt lúc 17:00 ngày 05/02/2024)")
    yield from (*before_the_text(data), *paragraphs(data, closing=False))
    for section in data["sections"]:
        yield from (section["heading"], *paragraphs({"body": section.get("paragraphs", [])}))
        for table in section.get("tables", []):
            yield from (table["title"], *table_of(table))
    yield from (*paragraphs(data, closing=True), *signed(data))
    yield from annex(data, "Báo cáo", data["late"]["title"], "I")
    yield "STTTên đơn vịKhu hoạt độngNội dungThời hạnTình trạng"
    for position, one in enumerate(data["late"]["answers"], 1):
        yield f"{position}{one['name']}{one['zone']}{one['asked']}{short(one['due_on'])}{one['state']}"
    yield from (*annex(data, "Báo cáo", data["annexes"][0]["title"], "II"), *table_of(data["annexes"][0]["table"]))


def copy(data: Data) -> Iterator[str]:
    original = data["original"]
    name = original["signature"]["name"]
    pieces = [piece.replace(name, f"(Đã ký){name}") for piece in reading_order(original) if piece.endswith(name)]
    yield from (piece for piece in reading_order(original) if not piece.endswith(name))
    yield from pieces
    yield from (*data["agency"], "SAO Y", number_text(data), f"{data['place']}, {date_text(data['date'])}")
    yield from signed(data)


READING: dict[str, Callable[[Data], Iterator[str]]] = {
    function.__name__: function
    for function in (
        submission,
        decision,
        certificate,
        extract,
        request_to_supplement,
        correction,
        recall_notice,
        covering_letter,
        acknowledgement_proof,
        roll_up_report,
        copy,
    )
}
