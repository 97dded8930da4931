"""The product's own recogniser, with the weights that it ships, on lines set in a typeface of official
print.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.recognition import netchu, netchu5
from training.typefaces import font_at, typefaces

LINES = (
    "Độc lập - Tự do - Hạnh phúc",
    "Cơ quan chủ trì",
    "Ủy ban nhân dân các huyện, thành phố",
    "Nghị quyết số 30c/NQ-CP ngày 08/11/2011",
    "Trước ngày 15/12/2021",
    "Quý III năm 2022",
    "Kiểm tra, rà soát văn bản quy phạm pháp luật",
    "TỔ CHỨC THỰC HIỆN",
)


@pytest.fixture(scope="module", params=[netchu, netchu5])
def recogniser(request):
    return request.param.load(Path())


def set_line(text, size=38):
    font = font_at(typefaces("Tinos")[0].path, size)
    image = Image.new("L", (round(font.getlength(text)) + 12, round(1.5 * size)), 255)
    ImageDraw.Draw(image).text((6, round(1.1 * size)), text, 0, font, "ls")
    picture = np.asarray(image)
    rows = np.flatnonzero((picture < 128).any(axis=1))
    return np.ascontiguousarray(picture[max(0, rows[0] - 4) : rows[-1] + 5])


def text_of(words):
    return " ".join(word.text for word in words)


def test_clean_print_is_read(recogniser):
    read = [text_of(words) for words in recogniser.read([set_line(text) for text in LINES])]
    right = sum(one == other for one, other in zip(read, LINES, strict=True))
    assert right >= len(LINES) - 1, read


def test_each_line_is_read_the_same_alone_and_in_a_batch(recogniser):
    pictures = [set_line(text) for text in LINES]
    together = recogniser.read(pictures)
    assert [text_of(w) for w in together] == [text_of(recogniser.read([p])[0]) for p in pictures]


def test_words_stand_where_they_are_printed(recogniser):
    text = LINES[2]
    font = font_at(typefaces("Tinos")[0].path, 38)
    (words,) = recogniser.read([set_line(text)])
    assert len(words) == len(text.split())
    for number, word in enumerate(words):
        begins = 6 + font.getlength("".join(f"{w} " for w in text.split()[:number]))
        assert abs(word.x0 - begins) < 20  # half an em
        assert word.x0 < word.x1


def test_a_worse_picture_is_read_with_less_confidence(recogniser):
    def least(picture):
        return min(word.confidence for word in recogniser.read([picture])[0])

    clean = set_line(LINES[6])
    blurred = cv2.GaussianBlur(clean, (0, 0), 4.5)
    assert least(blurred) < least(clean) - 0.05


def test_small_and_empty_pictures_do_no_harm(recogniser):
    white = np.full((40, 200), 255, np.uint8)
    assert recogniser.read([]) == []
    assert recogniser.read([white]) == [()]
    assert len(recogniser.read([np.zeros((3, 1), np.uint8), white])) == 2


def steps(path, peaks, overlooked=None):
    return netchu._Steps(
        np.array(path), np.array(peaks, np.float32), np.array(overlooked or [0] * len(path), np.float32)
    )


def test_a_letter_is_as_sure_as_where_its_run_is_surest(recogniser):
    letter = recogniser._alphabet.index("a")
    (word,) = recogniser._decode(steps([0, letter, letter, letter, 0], [0.9, 0.4, 0.99, 0.6, 0.9]), 20)
    assert (word.text, round(word.confidence, 2)) == ("a", 0.99)


def test_a_word_is_no_surer_than_that_no_sign_behind_it_was_overlooked(recogniser):
    letter, blank = recogniser._alphabet.index("a"), recogniser._alphabet.index(" ")
    path, sure = [letter, 0, blank, letter, 0], [0.9] * 5
    first, second = recogniser._decode(steps(path, sure, [0, 0.4, 0, 0, 0]), 20)
    assert (round(first.confidence, 2), round(second.confidence, 2)) == (0.6, 0.9)


def test_a_sign_that_was_read_is_not_overlooked_beside_itself(recogniser):
    comma = recogniser._alphabet.index(",")
    scores = np.full((4, len(recogniser._alphabet)), -20, np.float32)
    scores[:, comma] = np.log([0.3, 0.9, 0.3, 0.3])
    assert recogniser._overlooked(scores, np.array([0, comma, 0, 0])).tolist() == pytest.approx(
        [0, 0, 0, 0.3]
    )


@pytest.mark.parametrize("width", [1, 4, 8, 12])
def test_a_line_of_few_steps_is_read(recogniser, width):
    (words,) = recogniser.read([np.full((40, width), 255, np.uint8)])
    assert words == ()


def test_a_comma_of_which_little_is_left_is_a_doubt_about_its_word(recogniser):
    line = set_line("Sở Tài chính, Sở Nội vụ")
    comma = next(word for word in recogniser.read([line])[0] if word.text.endswith(","))
    around = slice(int(comma.x1 - 14), int(comma.x1 + 6))
    read = {}
    for left in (0.0, 0.1, 0.15, 0.2, 1.0):
        worn = line.copy()
        worn[:, around] = 255 - (255 - worn[:, around]) * left
        read[left] = recogniser.read([worn])[0][2]
    assert (read[0.0].text, read[1.0].text) == ("chính", "chính,")
    doubted = [left for left, word in read.items() if word.confidence < 0.95]
    assert doubted and 0.0 not in doubted and 1.0 not in doubted
