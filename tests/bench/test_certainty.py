from bench.certainty import table


def test_words_are_counted_by_certainty_and_the_least_sure_ones_hold_the_wrong_ones():
    words = [(0.5, False)] * 2 + [(0.999, True)] * 197 + [(0.999, False)]
    *rows, told = table(words)
    assert rows[1:] == ["| 0.3 to 0.6 | 2 | 0.000 |", "| 0.997 to 1 | 198 | 0.995 |"]
    assert (
        told
        == "3 of 200 words are wrong. Of them, the least sure 0.5% hold 1, 1.0% hold 2, 2.0% hold 2, 4.0% hold 2."
    )
