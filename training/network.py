"""The network: a line's picture in, for every four pixels of its width how likely each letter stands
there.
"""

from typing import Final

import torch
from torch import Tensor, nn

from training.alphabet import ALPHABET

_TRUNK: Final = (24, 48, 96)  # channels while the picture's height shrinks
_CHANNELS: Final = 208
_REACH: Final = (7, 9, 11, 13, 15, 17, 19)  # steps that each layer over the line looks at


class _Separable(nn.Module):
    """A 3 × 3 look at each channel by itself, then the channels mixed."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int]) -> None:
        super().__init__()
        self.look = nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False)
        self.mix = nn.Conv2d(inputs, outputs, 1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.adds = inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        seen = self.norm(self.mix(self.look(x)))
        return torch.relu(seen + x if self.adds else seen)


class _Along(nn.Module):
    """A look along the line at each channel by itself, then the channels mixed; added to what came in."""

    def __init__(self, channels: int, reach: int) -> None:
        super().__init__()
        self.look = nn.Conv2d(
            channels, channels, (1, reach), padding=(0, reach // 2), groups=channels, bias=False
        )
        self.mix = nn.Conv2d(channels, channels, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return x + torch.relu(self.norm(self.mix(self.look(x))))


class Network(nn.Module):
    """Lines (n × 1 × 40 × width, ink 1 on paper 0) → logarithms of probabilities (n × steps × classes); with
    so many layers that look along the line.
    """

    def __init__(self, along: int = len(_REACH)) -> None:
        super().__init__()
        self.along = along
        high, half, low = _TRUNK
        self.layers = nn.Sequential(
            nn.Conv2d(1, high, 3, 2, 1, bias=False),
            nn.BatchNorm2d(high),
            nn.ReLU(),
            _Separable(high, half, (2, 2)),
            _Separable(half, half, (1, 1)),
            _Separable(half, low, (2, 1)),
            _Separable(low, low, (1, 1)),
            nn.Conv2d(low, _CHANNELS, (5, 1), bias=False),
            nn.BatchNorm2d(_CHANNELS),
            nn.ReLU(),
            *(_Along(_CHANNELS, reach) for reach in _REACH[:along]),
            nn.Dropout(0.05),
            nn.Conv2d(_CHANNELS, len(ALPHABET) + 1, 1),
        )

    def forward(self, lines: Tensor) -> Tensor:
        """See the class."""
        return torch.log_softmax(self.layers(lines).squeeze(2).transpose(1, 2), dim=2)
