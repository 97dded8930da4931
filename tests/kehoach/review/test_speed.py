from time import process_time

from bench.desk import answer_times, crowd
from kehoach.run.warehouse.store import load_table


def test_ten_thousand_doubts_are_answered_at_once(sample_warehouse, tmp_path):
    crowd(sample_warehouse, tmp_path / "crowd", 10_000)
    assert len(load_table(tmp_path / "crowd", "flags")) >= 10_000
    times = answer_times(tmp_path / "crowd", process_time)  # the machine's own load aside
    assert max(times.values()) < 0.2, times
