"""A plan as a Word document."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from bench.word.model import ABOVE, FOOTNOTE, Paragraph, Plan, Table

_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_VML: Final = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word"'
_WHITE: Final = "FFFFFF"
_BOX: Final = "position:absolute;margin-left:{left}pt;margin-top:0;width:{width}pt;height:{height}pt"
_PAGE: Final = '<w:fldSimple {names} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
_CONTENTS: Final = '<w:r {names}><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'
_RAISED: Final = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_REFERENCE: Final = f'<w:r {{names}}>{_RAISED}<w:footnoteReference w:id="{{number}}"/></w:r>'
_NOTE: Final = (
    f'<w:footnote w:id="{{number}}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="20"/>'
    '</w:rPr><w:t xml:space="preserve"> {note}</w:t></w:r></w:p></w:footnote>'
)
_TEXT_BOX: Final = (
    '<w:r {names}><w:pict><v:rect style="{style}" fillcolor="#fff2cc" strokecolor="#7f7f7f">'
    '<w10:wrap type="square"/><v:textbox><w:txbxContent><w:p><w:r><w:rPr><w:sz w:val="22"/></w:rPr>'
    "<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)
_SEPARATORS: Final = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote>"
)


def write_document(plan: Plan, target: Path) -> None:
    """Write the plan as a .docx file."""
    _Writer(plan).write(target)


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self.plan, self.style = plan, plan.style
        self.file: Any = Document()
        self.notes: list[str] = []
        self.ids = count(2)
        normal = self.file.styles["Normal"]
        normal.font.name, normal.font.size = self.style["font"], Pt(self.style["size"])
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), self.style["font"])
        normal.paragraph_format.space_after = Pt(6)

    def write(self, target: Path) -> None:
        self._page()
        self._head()
        for line in self.plan.head["title"]:
            self._line(self.file, line, bold=True)
        if self.style.get("contents"):
            self._contents()
        for paragraph in self.plan.body:
            self._paragraph(paragraph)
        table = self.plan.table
        if table and table.title:
            self._signature()
            self._appendix(table)
        if table:
            self._table(table)
        if not (table and table.title):
            self._signature()
        self._add_notes()
        self.file.save(target)

    # ------------------------------------------------------------ the sheet and the head

    def _page(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(18)
        section.top_margin = section.bottom_margin = Mm(20)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = _CENTRE
        if running := self.style.get("running"):
            number.add_run(f"{running}  ")
        number._p.append(parse_xml(_PAGE.format(names=nsdecls("w"))))

    def _head(self) -> None:
        head, day = self.plan.head, self.plan.issued_on
        left, right = self.file.add_table(1, 2).rows[0].cells
        for cell, lines in (
            (left, (head["parent"], f"*{head['issuer']}", f"Số: {head['number']}")),
            (
                right,
                (
                    "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                    "*Độc lập - Tự do - Hạnh phúc",
                    f"{head['place']}, ngày {day.day:02} tháng {day.month:02} năm {day.year}",
                ),
            ),
        ):
            self._lines(cell, lines)

    def _lines(self, cell: Any, lines: Sequence[str], alignment: Any = _CENTRE) -> None:
        """Lines of a cell, bold where they begin with an asterisk."""
        for number, line in enumerate(lines):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.alignment = alignment
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(line.removeprefix("*")).bold = line.startswith("*")

    def _signature(self) -> None:
        left, right = self.file.add_table(1, 2).rows[0].cells
        self._lines(left, ("*Nơi nhận:", "- UBND tỉnh (b/c);", "- Các phòng, đơn vị;", "- Lưu: VT."), None)
        self._lines(right, (f"*{self.plan.head['authority']}", "", "", "", f"*{self.plan.head['signer']}"))

    def _line(self, where: Any, text: str, bold: bool = False) -> None:
        paragraph = where.add_paragraph()
        paragraph.alignment = _CENTRE
        paragraph.add_run(text).bold = bold

    # ------------------------------------------------------------ paragraphs

    def _contents(self) -> None:
        """A table of contents as Word leaves it: a field with its last result."""
        self._line(self.file, "MỤC LỤC", bold=True)
        headings = [p.text for p in self.plan.body if p.heading]
        for number, text in enumerate(headings):
            paragraph = self.file.add_paragraph()
            tabs = f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
            paragraph._p.get_or_add_pPr().append(parse_xml(tabs))
            if number == 0:
                self._field(paragraph, "begin")
                paragraph._p.append(parse_xml(_CONTENTS.format(names=nsdecls("w"))))
                self._field(paragraph, "separate")
            paragraph.add_run(f"{text}\t{1 + number // 3}")
            if number == len(headings) - 1:
                self._field(paragraph, "end")
        if self.style["contents"] == "page":
            self.file.add_page_break()

    def _field(self, paragraph: Any, kind: str) -> None:
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>'))

    def _paragraph(self, told: Paragraph) -> None:
        paragraph = self.file.add_paragraph()
        if told.look == "textbox":
            paragraph._p.append(self._text_box(told.text))
            return
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if not told.heading:
            paragraph.paragraph_format.first_line_indent = Mm(10)
        self._runs(paragraph, told.typed, told.heading, told.look == "highlighted")
        properties = paragraph._p.get_or_add_pPr()
        if told.look == "boxed":
            sides = "".join(
                f'<w:{side} w:val="single" w:sz="6" w:space="4" w:color="000000"/>'
                for side in ("top", "left", "bottom", "right")
            )
            properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
        if told.look in ("shaded", "white"):
            properties.append(self._shade(told.fill or _WHITE))

    def _shade(self, fill: str) -> Any:
        return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')

    def _runs(self, paragraph: Any, typed: str, bold: bool = False, highlighted: bool = False) -> None:
        """The words of a paragraph, with a mark for each of its footnotes."""
        for number, part in enumerate(FOOTNOTE.split(typed)):
            if number % 2:
                self.notes.append(part)
                reference = _REFERENCE.format(names=nsdecls("w"), number=next(self.ids))
                paragraph._p.append(parse_xml(reference))
            elif part:
                run = paragraph.add_run(part)
                run.bold = bold
                if highlighted:
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _text_box(self, text: str) -> Any:
        names, style = f"{nsdecls('w')} {_VML}", _BOX.format(**self.style["textbox"])
        return parse_xml(_TEXT_BOX.format(names=names, style=style, text=text))

    def _add_notes(self) -> None:
        """The part of the file that holds the footnotes."""
        notes = "".join(_NOTE.format(number=n, note=note) for n, note in enumerate(self.notes, 2))
        xml = f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{notes}</w:footnotes>".encode()
        name = PackURI("/word/footnotes.xml")
        part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, xml, self.file.part.package)
        self.file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    # ------------------------------------------------------------ the table

    def _appendix(self, table: Table) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        if self.style.get("landscape"):
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
        for number, line in enumerate(table.title):
            self._line(self.file, line, bold=number < 2)

    def _table(self, told: Table) -> None:
        style = self.style
        table = self.file.add_table(1, len(told.headers), style="Table Grid")
        table.autofit = False
        self._row(table.rows[0], told.headers, bold=True, fill=style.get("shade", ""))
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        bands = style.get("bands", ("", ""))
        tasks = 0
        for cells in told.rows:
            row = table.add_row()
            if len(cells) == 2:
                row.cells[1].merge(row.cells[-1])
                self._row(row, cells, bold=True, fill=style.get("group_shade", ""))
                continue
            self._row(row, cells, fill=bands[tasks % 2])
            tasks += 1
        self._merge(table, told)
        for column, width in zip(table.columns, style["widths"], strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, style["widths"], strict=True):
                cell.width = Mm(width)

    def _row(self, row: Any, texts: Sequence[str], bold: bool = False, fill: str = "") -> None:
        for cell, text in zip(row.cells, texts, strict=False):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if text != ABOVE:
                self._runs(paragraph, text, bold)
            for run in paragraph.runs:
                run.font.size = Pt(self.style["table_size"])
                if bold and fill and self.style.get("ink"):
                    run.font.color.rgb = RGBColor.from_string(self.style["ink"])
            if fill:
                cell._tc.get_or_add_tcPr().append(self._shade(fill))

    def _merge(self, table: Any, told: Table) -> None:
        """Merge each cell that goes on with the one above it."""
        for column in range(len(told.headers)):
            first = 0
            for number, cells in enumerate(told.rows, 1):
                if len(cells) > 2 and cells[column] == ABOVE:
                    continue
                self._merge_down(table, column, first, number - 1)
                first = number
            self._merge_down(table, column, first, len(told.rows))

    def _merge_down(self, table: Any, column: int, first: int, last: int) -> None:
        if last > first:
            merged = table.cell(first, column).merge(table.cell(last, column))
            for empty in merged.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)
