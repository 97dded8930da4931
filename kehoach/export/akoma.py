"""One document as Akoma Ntoso 3.0 (OASIS LegalDocML), for readers of law.

A plan is a `doc`: the letterhead becomes its `preface`, what stands before the first heading its `preamble`,
the blocks of the body nested hierarchical elements, the signature its `conclusions`, the table of tasks an
attachment. Each citation is a `ref` to the cited document; `references` lists all of them once, mentions
outside the text included.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kehoach.language.folding import fold

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_PIPELINE: Final = "kehoach"
_ISSUER: Final = "issuer"
_BY_LEVEL: Final = ("section", "paragraph", "subparagraph")
_SHORT_NAMES: Final = {
    "section": "sec",
    "paragraph": "para",
    "subparagraph": "subpara",
    "hcontainer": "hcont",
}
_LETTER = re.compile(r"[a-zđ]{1,2}")
_COLUMNS: Final = {
    "number": "STT",
    "content": "Nội dung",
    "product": "Sản phẩm",
    "lead_text": "Chủ trì",
    "coordination_text": "Phối hợp",
    "due_text": "Thời gian",
    "note": "Ghi chú",
}
# control characters that XML cannot hold
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def akoma_ntoso(rows: Rows) -> str:
    """The document whose rows these are (by table, of one document) as XML, without blanks that it does not
    have.
    """
    (document,) = rows["documents"]
    citations = [row for row in rows["citations"] if row["relation"] != "attached_to"]
    targets = _targets(citations)
    writer = _Writer(rows["sections"], rows["tasks"], citations, targets)
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    doc = SubElement(root, "doc", name=_slug(document["doc_type"] or "văn bản"))
    meta = SubElement(doc, "meta")
    meta.append(_identification(document, "main"))
    meta.append(
        _references(
            document, {targets[row["citation_id"]]: f"{row['type']} {row['number']}" for row in citations}
        )
    )
    doc.append(_preface(document))
    for part in (*writer.body(rows["sections"], _body_tables(rows)), *_conclusions(document)):
        doc.append(part)
    if appendix := [row for row in rows["tasks"] if row["source"] == "appendix"]:
        attachment = SubElement(SubElement(doc, "attachments"), "attachment", eId="att_1")
        annex = SubElement(attachment, "doc", name="phu-luc")
        SubElement(annex, "meta").append(_identification(document, "annex"))
        SubElement(annex, "mainBody").append(writer.table(appendix, "att_1"))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


# ---------------------------------------------------------------- meta, head and signature


def _identification(document: Row, component: str) -> Element:
    identification = Element("identification", source=f"#{_PIPELINE}")
    issued: date | None = document["issued_on"]
    day = (issued or date(max(document["plan_year"], 1), 1, 1)).isoformat()
    work = _uri(
        document["doc_type"], issued.isoformat() if issued else None, document["number"] or document["doc_id"]
    )
    parts = (("Work", work), ("Expression", f"{work}/vie@"), ("Manifestation", f"{work}/vie@.xml"))
    for name, uri in parts:
        part = SubElement(identification, f"FRBR{name}")
        SubElement(part, "FRBRthis", value=f"{uri}/!{component}")
        SubElement(part, "FRBRuri", value=uri)
        read = name == "Manifestation"
        written = document["processed_at"].date().isoformat() if read else day
        SubElement(
            part, "FRBRdate", date=written, name="read" if read else "issued" if issued else "planYear"
        )
        SubElement(part, "FRBRauthor", href=f"#{_PIPELINE if read else _ISSUER}")
        if name == "Work":
            SubElement(part, "FRBRcountry", value="vn")
            if document["number"]:
                SubElement(part, "FRBRnumber", value=_clean(document["number"]))
        elif name == "Expression":
            SubElement(part, "FRBRlanguage", language="vie")
        else:
            SubElement(part, "FRBRformat", value="application/akn+xml")
    return identification


def _references(document: Row, cited: Mapping[str, str]) -> Element:
    references = Element("references", source=f"#{_PIPELINE}")
    organizations = {_ISSUER: document["issuer"] or "", _PIPELINE: f"kehoach {document['pipeline_version']}"}
    for key, name in organizations.items():
        SubElement(
            references,
            "TLCOrganization",
            eId=key,
            href=f"/akn/ontology/organization/{key}",
            showAs=_clean(name),
        )
    for number, (uri, name) in enumerate(cited.items(), 1):
        SubElement(
            references, "TLCReference", eId=f"cited_{number}", href=uri, showAs=_clean(name), name="cited"
        )
    return references


def _preface(document: Row) -> Element:
    preface = Element("preface")
    for name, tag in (("parent_issuer", None), ("issuer", "docProponent"), ("number", "docNumber")):
        if document[name]:
            _line(preface, tag, document[name])
    if day := document["issued_on"]:
        place = f"{document['place']}, " if document["place"] else ""
        said = SubElement(preface, "p")
        said.text = _clean(place)
        _inline(said, "docDate", f"ngày {day.day:02} tháng {day.month:02} năm {day.year}").set(
            "date", day.isoformat()
        )
    _line(preface, "docTitle", document["title"] or document["source_path"])
    return preface


def _conclusions(document: Row) -> Iterator[Element]:
    if document["signer"] or document["signer_title"]:
        conclusions = Element("conclusions")
        for name in ("signer_title", "signer"):
            if document[name]:
                _line(conclusions, "signature", document[name])
        yield conclusions


def _line(parent: Element, tag: str | None, text: str) -> None:
    line = SubElement(parent, "p")
    if tag:
        _inline(line, tag, text)
    else:
        line.text = _clean(text)


def _inline(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _clean(text)
    return element


# ---------------------------------------------------------------- body


def _body_tables(rows: Rows) -> Mapping[str, list[Row]]:
    """Tasks of tables in the body, by the block that they stand under: other tasks are in its blocks' own
    text.
    """
    text = " ".join(row["text"] for row in rows["sections"])
    tables: dict[str, list[Row]] = {}
    for task in rows["tasks"]:
        if task["source"] == "body" and (task["content"] or "") not in text:
            tables.setdefault(task["section_id"] or "", []).append(task)
    return tables


class _Writer:
    """Writes the blocks and tables of one document; it knows which identifiers and which citations were
    used.
    """

    def __init__(
        self,
        sections: Sequence[Row],
        tasks: Sequence[Row],
        citations: Sequence[Row],
        targets: Mapping[str, str],
    ) -> None:
        self._identifiers: Counter[str] = Counter()
        self._targets = targets
        self._owners = _owners(sections, tasks)
        self._citations: dict[str, list[Row]] = {}
        for row in sorted(citations, key=lambda row: row["char_start"]):
            self._citations.setdefault(row["section_id"] or row["task_id"] or "", []).append(row)

    def body(self, sections: Sequence[Row], tables: Mapping[str, list[Row]]) -> Iterator[Element]:
        """The preamble, where there is one, and the main body."""
        children: dict[str | None, list[Row]] = {}
        for row in sections:
            children.setdefault(row["parent_id"], []).append(row)
        top = children.get(None, [])
        first = next((place for place, row in enumerate(top) if row["level"]), 0)
        if first:
            preamble = Element("preamble")
            for row in top[:first]:
                self._text(SubElement(preamble, "p"), row["text"], row["section_id"])
            yield preamble
        main = Element("mainBody")
        for row in top[first:]:
            main.append(self._block(row, children, tables, ""))
        if "" in tables:
            main.append(self._table_container(tables[""], ""))
        if len(main) == 0:
            SubElement(main, "p")
        yield main

    def table(self, tasks: Sequence[Row], parent: str) -> Element:
        """A table of tasks with the columns that hold anything; groups in rows of their own."""
        columns = [name for name in _COLUMNS if any(task[name] for task in tasks)] or ["content"]
        table = Element("table", eId=self._identifier(parent, "table", ""))
        head = SubElement(table, "tr")
        for name in columns:
            _line(SubElement(head, "th"), None, _COLUMNS[name])
        group: tuple[str | None, str | None] = (None, None)
        for task in tasks:
            if (task["group_label"], task["group_title"]) != group:
                group = task["group_label"], task["group_title"]
                cell = SubElement(SubElement(table, "tr"), "td", colspan=str(len(columns)))
                _line(cell, None, ". ".join(filter(None, group)))
            row = SubElement(table, "tr")
            for name in columns:
                self._text(SubElement(SubElement(row, "td"), "p"), task[name] or "", task["task_id"])
        return table

    def _block(
        self, row: Row, children: Mapping[str | None, list[Row]], tables: Mapping[str, list[Row]], parent: str
    ) -> Element:
        tag = _tag(row)
        block = Element(tag, eId=self._identifier(parent, _SHORT_NAMES.get(tag, tag), row["label"] or ""))
        if tag == "hcontainer":
            block.set("name", "block")
        number, heading, text = _parts(row)
        if number:
            _inline(block, "num", number)
        if heading:
            self._text(SubElement(block, "heading"), heading, row["section_id"])
        below = [
            self._block(child, children, tables, block.attrib["eId"])
            for child in children.get(row["section_id"], ())
        ]
        if tasks := tables.get(row["section_id"]):
            below.append(self._table_container(tasks, block.attrib["eId"]))
        if text or not below:
            self._text(
                SubElement(SubElement(block, "intro" if below else "content"), "p"), text, row["section_id"]
            )
        block.extend(below)
        return block

    def _table_container(self, tasks: Sequence[Row], parent: str) -> Element:
        block = Element("hcontainer", eId=self._identifier(parent, "hcont", ""), name="tasks")
        SubElement(block, "content").append(self.table(tasks, block.attrib["eId"]))
        return block

    def _identifier(self, parent: str, name: str, label: str) -> str:
        """As the naming convention has it: `sec_II__para_3__point_a`; a second one of that name is
        counted.
        """
        said = "-".join(re.findall(r"\w+", label))
        prefix = f"{parent}__" if parent else ""
        base = f"{prefix}{name}_{said}" if said else f"{prefix}{name}"
        self._identifiers[base] += 1
        count = self._identifiers[base]
        return base if said and count == 1 else f"{base}_{count}" if not said else f"{base}-{count}"

    def _text(self, element: Element, text: str, owner: str) -> None:
        """Text with its citations as references, in their order; those that stand elsewhere are left for
        later.
        """
        element.text, at = "", 0
        last: Element | None = None
        for waiting in (self._citations.get(owner, []) for owner in self._owners.get(owner, (owner,))):
            for row in list(waiting):
                said = " ".join(row["text"].split())
                place = text.find(said, at)
                if place >= 0:
                    _append(element, last, text[at:place])
                    last = _inline(element, "ref", said)
                    last.set("href", self._targets[row["citation_id"]])
                    waiting.remove(row)
                    at = place + len(said)
        _append(element, last, text[at:])


def _owners(sections: Sequence[Row], tasks: Sequence[Row]) -> Mapping[str, tuple[str, ...]]:
    """Whose citations may stand in a block's text: its own, and those of the task that it or one above it
    states.
    """
    stated = {task["section_id"]: task["task_id"] for task in tasks if task["source"] == "body"}
    above: dict[str, tuple[str, ...]] = {}
    for row in sections:
        own = (stated[row["section_id"]],) if row["section_id"] in stated else ()
        above[row["section_id"]] = own + above.get(row["parent_id"] or "", ())
    return {section: (section, *tasks) for section, tasks in above.items()}


def _append(element: Element, last: Element | None, text: str) -> None:
    if last is None:
        element.text = _clean(text)
    else:
        last.tail = _clean(text)


def _tag(row: Row) -> str:
    label = row["label"]
    if not label or not row["level"]:
        return "hcontainer"
    if label in "-+*":
        return "indent"
    if row["level"] > 1 and _LETTER.fullmatch(label):
        return "point"
    return _BY_LEVEL[min(row["level"], len(_BY_LEVEL)) - 1]


def _parts(row: Row) -> tuple[str, str, str]:
    """Number, heading and text of a block, which together are all that it says."""
    text, label, title = row["text"], row["label"], row["title"]
    if title and title in text:
        number, _, rest = text.partition(title)
        ends = not any(map(str.isalnum, rest))
        return number.strip(), title + rest if ends else title, "" if ends else rest.strip()
    if not label:
        return "", "", text
    found = re.match(rf"\s*(?:{re.escape(label)}[.)/:\-–]*|\S{{1,8}}(?=\s))\s*", text)
    return (found[0].strip(), "", text[found.end() :]) if found else (label, "", text)


# ---------------------------------------------------------------- names


def _targets(citations: Sequence[Row]) -> Mapping[str, str]:
    """The address of each cited document, by `citation_id`; one for all mentions of one document."""
    days = {
        row["document_key"]: row["issued_on"] for row in citations if row["document_key"] and row["issued_on"]
    }
    return {
        row["citation_id"]: _target(row, row["issued_on"] or days.get(row["document_key"]))
        for row in citations
    }


def _target(citation: Row, day: date | None) -> str:
    when = day.isoformat() if day else str(citation["year"]) if citation["year"] else None
    return _uri(citation["type"], when, citation["number"])


def _uri(kind: str | None, when: str | None, number: str) -> str:
    """As the naming convention has it, without a date that is not known:
    /akn/vn/doc/nghi-dinh/2018/61-2018-nd-cp.
    """
    return "/".join(filter(None, ("/akn/vn/doc", _slug(kind or "văn bản"), when, _slug(number))))


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(text))) or "khong-so"


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)
