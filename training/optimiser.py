"""Muon (Jordan 2024): a step of momentum made orthogonal, for weights that mix channels; Adam for the
rest.
"""

from collections.abc import Iterable
from typing import Final

import torch
from torch import Tensor, nn

_MOMENTUM: Final = 0.95
_COEFFICIENTS: Final = (3.4445, -4.775, 2.0315)  # of the Newton-Schulz iteration, from Muon's description


class Muon(torch.optim.Optimizer):
    """Matrices (outputs × the rest); steps have the same size whatever the gradient's."""

    def __init__(self, weights: Iterable[Tensor], lr: float, weight_decay: float) -> None:
        super().__init__(weights, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step along the momentum, its singular values brought near 1."""
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                momentum = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                momentum.lerp_(weight.grad, 1 - _MOMENTUM)
                ahead = weight.grad.lerp(momentum, _MOMENTUM).flatten(1)
                step = _orthogonal(ahead) * max(1.0, ahead.shape[0] / ahead.shape[1]) ** 0.5
                weight.mul_(1 - group["lr"] * group["weight_decay"])
                weight.sub_(step.view_as(weight), alpha=group["lr"])


def _orthogonal(matrix: Tensor) -> Tensor:
    a, b, c = _COEFFICIENTS
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x.T if tall else x


def optimisers(network: nn.Module) -> list[torch.optim.Optimizer]:
    """One for the layers that mix channels, one for all else."""
    *weights, last, bias = network.parameters()  # classes are no channels
    mixing = [w for w in weights if w.ndim == 4 and w.shape[1] > 1]
    rest = [w for w in weights if w.ndim != 4 or w.shape[1] == 1] + [last, bias]
    return [Muon(mixing, lr=0.02, weight_decay=0.01), torch.optim.AdamW(rest, lr=3e-3, weight_decay=0.01)]
