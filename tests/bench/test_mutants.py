from pathlib import Path

from bench import mutants


def test_the_copy_holds_all_that_the_tests_of_a_change_need(tmp_path: Path) -> None:
    mutants.copy_tree(tmp_path / "tree")
    assert (tmp_path / "tree/kehoach/run/warehouse/rows.py").is_file()  # a folder that runs leave is named so
    assert not list((tmp_path / "tree").glob(".venv"))


def test_the_tests_of_a_file_are_its_mirror_then_its_room() -> None:
    told = mutants.tests_of("extract/spelling/points.py")
    assert told == "tests/extract/spelling/test_points.py tests/extract/spelling"
    assert mutants.tests_of("extract/spelling/lexicon/__init__.py") == "tests/extract/spelling"
