from normalize.doubts import Door
from normalize.sections import build_sections, section_at
from tests.normalize.factories import SHA256, Builder, block

DOC = SHA256[:16]


def _builder() -> Builder:
    builder = Builder()
    builder.line("I. MỤC TIÊU")
    builder.line("1. Nâng cao")
    builder.line("chất lượng")
    builder.table([["Chỉ tiêu", "Năm 2020"], ["Hồ sơ", "97%"]])
    return builder


def test_text_levels_and_parents() -> None:
    document = _builder().document()
    spans = (
        block(document, 0, "I. MỤC TIÊU", label="I", title="MỤC TIÊU"),
        block(document, 1, "1. Nâng cao\nchất lượng", label="1", level=2, parent=0),
        block(document, 2, "Chỉ tiêu\tNăm 2020\nHồ sơ\t97%\n", kind="table", level=2, parent=0),
    )
    sections, stretches = build_sections(document, spans, Door(document), frozenset())
    assert [s.text for s in sections] == [
        "I. MỤC TIÊU",
        "1. Nâng cao chất lượng",
        "Chỉ tiêu Năm 2020 Hồ sơ 97%",
    ]
    assert [(s.section_id, s.parent_id, s.level) for s in sections] == [
        (f"{DOC}-s0001", None, 1),
        (f"{DOC}-s0002", f"{DOC}-s0001", 2),
        (f"{DOC}-s0003", f"{DOC}-s0001", 2),
    ]
    assert (sections[0].label, sections[0].title) == ("I", "MỤC TIÊU")
    assert section_at(stretches, spans[1].start) == f"{DOC}-s0002"
    assert section_at(stretches, None) is None


def test_a_task_table_is_no_section_but_stands_in_one() -> None:
    document = _builder().document()
    spans = (
        block(document, 0, "I. MỤC TIÊU", label="I", title="MỤC TIÊU"),
        block(document, 1, "Chỉ tiêu\tNăm 2020\nHồ sơ\t97%\n", kind="table", level=2, parent=0),
        block(document, 2, "1. Nâng cao", label="1", level=2, parent=0),
    )
    start = document.tables[0].start
    sections, stretches = build_sections(document, spans, Door(document), frozenset({start}))
    assert [(s.ordinal, s.section_id) for s in sections] == [(0, f"{DOC}-s0001"), (1, f"{DOC}-s0002")]
    assert section_at(stretches, start) == f"{DOC}-s0001"


def test_a_title_read_in_doubt_is_flagged_and_its_text_is_not() -> None:
    for doubtful, told in (("TIÊU", ["MỤC TIÊU"]), ("lượng", [])):
        builder = Builder(doubtful=frozenset({doubtful}))
        builder.line("I. MỤC TIÊU")
        builder.line("1. Nâng cao chất lượng")
        document = builder.document()
        spans = (
            block(document, 0, "I. MỤC TIÊU", label="I", title="MỤC TIÊU"),
            block(document, 1, "1. Nâng cao chất lượng", label="1", level=2, parent=0),
        )
        door = Door(document)
        build_sections(document, spans, door, frozenset())
        flags = door.close()[1]
        assert [(flag.rule, flag.value) for flag in flags] == [("low_confidence", title) for title in told]
