from itertools import permutations

import numpy as np
import pytest

from bench.assign import assign

MATRICES = [
    ([], []),
    ([[3.0]], [(0, 0)]),
    ([[1, 0], [0, 1]], [(0, 1), (1, 0)]),
    ([[4, 1, 3], [2, 0, 5], [3, 2, 2]], [(0, 1), (1, 0), (2, 2)]),
    ([[9, 1, 9]], [(0, 1)]),
    ([[9], [1], [9]], [(1, 0)]),
    ([[1, 2], [1, 9], [0, 9]], [(0, 1), (2, 0)]),
]


@pytest.mark.parametrize(("cost", "pairs"), MATRICES)
def test_pairs(cost, pairs):
    assert assign(cost) == pairs


@pytest.mark.parametrize("shape", [(4, 4), (3, 6), (6, 3)])
def test_no_other_pairing_is_cheaper(shape):
    for seed in range(20):
        cost = np.random.default_rng(seed).random(shape)
        short, long = sorted(shape)
        square = cost if shape[0] == short else cost.T
        cheapest = min(
            sum(square[i, j] for i, j in enumerate(order)) for order in permutations(range(long), short)
        )
        assert sum(cost[pair] for pair in assign(cost)) == pytest.approx(cheapest)
