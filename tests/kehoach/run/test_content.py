from pathlib import Path

import pytest

from kehoach.errors import ChangedFile
from kehoach.records import Source
from kehoach.run.content import content_hash, local_copy


def test_a_folder_of_pages_is_copied_with_its_pages_alone(tmp_path: Path) -> None:
    folder = tmp_path / "plan.pages"
    folder.mkdir()
    for name in ("1.png", "2.jpg", "notes.txt"):
        (folder / name).write_text(name)
    source = Source(folder, "plan.pages", content_hash(folder))
    with local_copy(source) as copy:
        assert copy.path.name.endswith(".pages")
        assert sorted(path.name for path in copy.path.iterdir()) == ["1.png", "2.jpg"]
    (folder / "3.png").write_text("3.png")
    with pytest.raises(ChangedFile), local_copy(source):
        pass
