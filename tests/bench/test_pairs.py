from bench.pairs import count_pairs


def test_pairs_of_one_run_in_small_letters_with_today_s_tone_marks() -> None:
    counted = count_pairs(["Hoà giải cơ sở", "hòa giải, cơ sở", "cơ\nsở 61 abcd sở"])
    assert counted == {("hòa", "giải"): 2, ("giải", "cơ"): 1, ("cơ", "sở"): 2}
