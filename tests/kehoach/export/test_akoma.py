"""The structure of Akoma Ntoso 3.0 that the export keeps to, as far as it uses it.

The rules are those of the standard's schema for the elements below: which children an element has and in
which order, and which attributes it must carry.
"""

import re
from collections import Counter
from datetime import UTC, date, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from kehoach.export.akoma import NAMESPACE, akoma_ntoso

HIERARCHY = ("section", "paragraph", "subparagraph", "point", "indent", "hcontainer")
_HIER = "|".join(HIERARCHY)
INLINE = "(?:ref |docProponent |docNumber |docTitle |docDate |signature )*"
_FRBR = "FRBRthis FRBRuri FRBRdate FRBRauthor "
# children of each element, as a pattern over their names with a blank after each
CHILDREN = {
    "akomaNtoso": "doc ",
    "doc": "meta (?:preface )?(?:preamble )?mainBody (?:conclusions )?(?:attachments )?",
    "meta": "identification (?:references )?",
    "identification": "FRBRWork FRBRExpression FRBRManifestation ",
    "FRBRWork": _FRBR + "FRBRcountry (?:FRBRnumber )?",
    "FRBRExpression": _FRBR + "FRBRlanguage ",
    "FRBRManifestation": _FRBR + "FRBRformat ",
    "references": "(?:TLCOrganization )+(?:TLCReference )*",
    "preface": "(?:p )+",
    "preamble": "(?:p )+",
    "conclusions": "(?:p )+",
    "mainBody": f"(?:(?:{_HIER}|p|table) )+",
    "attachments": "(?:attachment )+",
    "attachment": "doc ",
    "content": "(?:p |table )+",
    "intro": "(?:p )+",
    "table": "(?:tr )+",
    "tr": "(?:(?:td|th) )+",
    "td": "(?:p )+",
    "th": "(?:p )+",
    "p": INLINE,
    "heading": INLINE,
    **dict.fromkeys(HIERARCHY, f"(?:num )?(?:heading )?(?:content |(?:intro )?(?:(?:{_HIER}) )+)"),
}
ATTRIBUTES = {
    "doc": ["name"],
    "identification": ["source"],
    "references": ["source"],
    "FRBRthis": ["value"],
    "FRBRuri": ["value"],
    "FRBRdate": ["date", "name"],
    "FRBRauthor": ["href"],
    "FRBRcountry": ["value"],
    "FRBRlanguage": ["language"],
    "FRBRnumber": ["value"],
    "FRBRformat": ["value"],
    "TLCOrganization": ["eId", "href", "showAs"],
    "TLCReference": ["eId", "href", "showAs", "name"],
    "ref": ["href"],
    "docDate": ["date"],
    "hcontainer": ["eId", "name"],
    "attachment": ["eId"],
    **{key: ["eId"] for key in HIERARCHY[:-1]},
}
# only these hold text of their own
MIXED = ("p", "heading", "num", "ref", "docProponent", "docNumber", "docTitle", "docDate", "signature")


def name(element: Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def check_structure(root: Element) -> None:
    identifiers = Counter(element.attrib["eId"] for element in root.iter() if "eId" in element.attrib)
    organizations = {f"#{key}" for key in identifiers}
    for element in root.iter():
        assert element.tag.startswith(f"{{{NAMESPACE}}}")
        children = "".join(f"{name(child)} " for child in element)
        assert re.fullmatch(CHILDREN.get(name(element), ""), children), (name(element), children)
        assert not set(ATTRIBUTES.get(name(element), ())) - set(element.attrib), name(element)
        if name(element) not in MIXED:
            assert not (element.text or "").strip() and not any(
                (child.tail or "").strip() for child in element
            )
        for key in ("source", "href"):
            if element.attrib.get(key, "").startswith("#"):
                assert element.attrib[key] in organizations
        if name(element) in ("FRBRdate", "docDate"):
            assert date.fromisoformat(element.attrib["date"])
    assert not [key for key, count in identifiers.items() if count > 1]


# ---------------------------------------------------------------- a document as rows


def document(**changes):
    return {
        "doc_id": "d" * 16,
        "source_path": "286.pdf",
        "doc_type": "Kế hoạch",
        "number": "286/KH-SNV",
        "issuer": "Sở Nội vụ",
        "parent_issuer": "UBND tỉnh Bình Dương",
        "place": "Bình Dương",
        "issued_on": date(2020, 1, 22),
        "title": "KẾ HOẠCH Cải cách hành chính năm 2020",
        "plan_year": 2020,
        "signer": "Trần Bá Luận",
        "signer_title": "GIÁM ĐỐC",
        "pipeline_version": "0.1.0",
        "processed_at": datetime(2026, 1, 1, tzinfo=UTC),
        **changes,
    }


def section(number, parent, level, label, text, title=None):
    parent_id = None if parent is None else f"s{parent}"
    return {
        "section_id": f"s{number}",
        "parent_id": parent_id,
        "level": level,
        "label": label,
        "title": title,
        "text": text,
    }


def task(number, source="appendix", section_id=None, **changes):
    fields = dict.fromkeys(("product", "lead_text", "coordination_text", "due_text", "note"))
    fields |= {
        "group_label": "I",
        "group_title": "CHỈ ĐẠO",
        "number": str(number),
        "content": f"Việc {number}",
    }
    return {"task_id": f"t{number}", "source": source, "section_id": section_id, **fields, **changes}


def citation(number, text, canonical, section_id=None, task_id=None, **changes):
    return {
        "citation_id": f"c{number}",
        "section_id": section_id,
        "task_id": task_id,
        "text": text,
        "type": "Nghị định",
        "number": canonical,
        "document_key": canonical,
        "year": 2018,
        "issued_on": None,
        "relation": "mentions",
        "char_start": number,
        **changes,
    }


ROWS = {
    "documents": [document()],
    "sections": [
        section(0, None, 0, None, "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23/4/2018;"),
        section(1, None, 1, "I", "I. MỤC TIÊU:", "MỤC TIÊU"),
        section(2, 1, 2, "1", "1. Thực hiện Nghị định số 61/2018/NĐ-CP & <các> văn bản:"),
        section(3, 2, 3, "a", "a) Việc thứ nhất"),
        section(4, 2, 3, "-", "- Việc thứ hai"),
        section(5, 2, 3, "-", "- Việc thứ ba"),
        section(6, 1, 2, None, "Đoạn không số."),
        section(7, None, 1, "II", "II. Kinh phí: Đính kèm.", "Kinh phí"),
        section(8, 7, 2, "1", "1. Ban hành quyết định"),
        section(9, 8, 3, "-", "- Chủ trì: Văn phòng theo Nghị định số 20/2018/NĐ-CP"),
    ],
    "tasks": [
        task(1, content="Rà soát theo Nghị định số 61/2018/NĐ-CP", due_text="Quý I"),
        task(2, group_label=None, group_title=None),
        task(3, "body", "s8", content="Ban hành quyết định"),
        task(4, "body", "s7", content="Một việc của bảng trong thân"),
    ],
    "citations": [
        citation(
            1,
            "Nghị định số\n61/2018/NĐ-CP ngày 23/4/2018",
            "61/2018/NĐ-CP",
            "s0",
            issued_on=date(2018, 4, 23),
        ),
        citation(2, "Nghị định số 61/2018/NĐ-CP", "61/2018/NĐ-CP", "s2"),
        citation(3, "Nghị định số 20/2018/NĐ-CP", "20/2018/NĐ-CP", task_id="t3"),
        citation(4, "Nghị định số 61/2018/NĐ-CP", "61/2018/NĐ-CP", task_id="t1"),
        citation(5, "Kế hoạch số 286/KH-SNV", "286/KH-SNV", relation="attached_to"),
    ],
}


def export(**changes):
    text = akoma_ntoso({**ROWS, **changes})
    return ElementTree.fromstring(text.encode())


def found(root, tag):
    return [element for element in root.iter() if name(element) == tag]


EMPTY = dict.fromkeys(
    ("doc_type", "number", "issuer", "parent_issuer", "place", "issued_on", "title", "signer", "signer_title")
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"tasks": []},
        {"sections": [], "tasks": [], "citations": []},
        {
            "documents": [
                document(
                    **EMPTY,
                )
            ]
        },
        {"documents": [document(plan_year=0, issued_on=None)]},
        {"sections": [section(0, None, 1, "1", "1. Bốn\x0bnăm\x00")], "citations": []},
        {"sections": [section(n, None, 2, "a", "a) Lặp lại") for n in range(3)], "citations": []},
    ],
)
def test_the_structure_is_the_standards(changes):
    check_structure(export(**changes))


def test_blocks_nest_under_their_numbers():
    root = export()
    told = [(name(e), e.attrib["eId"]) for e in root.iter() if name(e) in HIERARCHY]
    assert told[:6] == [
        ("section", "sec_I"),
        ("paragraph", "sec_I__para_1"),
        ("point", "sec_I__para_1__point_a"),
        ("indent", "sec_I__para_1__indent_1"),
        ("indent", "sec_I__para_1__indent_2"),
        ("hcontainer", "sec_I__hcont_1"),
    ]
    assert [element.text for element in found(root, "num")[:3]] == ["I.", "1.", "a)"]
    assert [element.text for element in found(root, "heading")] == ["MỤC TIÊU:", "Kinh phí"]


def test_nothing_that_was_read_is_lost():
    text = re.sub(r"\s+", "", "".join(export().itertext()))
    for row in ROWS["sections"]:
        for word in re.findall(r"\w+", row["text"]):
            assert word in text
    for row in ROWS["tasks"]:
        assert re.sub(r"\s+", "", row["content"]) in text


def test_citations_are_references_with_one_address_for_one_document():
    root = export()
    dated = "/akn/vn/doc/nghi-dinh/2018-04-23/61-2018-nd-cp"
    other = "/akn/vn/doc/nghi-dinh/2018/20-2018-nd-cp"
    assert [element.attrib["href"] for element in found(root, "ref")] == [dated, dated, other, dated]
    assert [element.attrib["href"] for element in found(root, "TLCReference")] == [dated, other]
    assert found(root, "ref")[1].tail == " & <các> văn bản:"


def test_tables_of_tasks():
    root = export()
    body, annex = found(root, "table")
    assert [element.attrib["eId"] for element in (body, annex)] == [
        "sec_II__hcont_1__table_1",
        "att_1__table_1",
    ]
    rows = [["".join(cell.itertext()) for cell in row] for row in annex]
    assert rows[0] == ["STT", "Nội dung", "Thời gian"]
    assert rows[1:3] == [["I. CHỈ ĐẠO"], ["1", "Rà soát theo Nghị định số 61/2018/NĐ-CP", "Quý I"]]
