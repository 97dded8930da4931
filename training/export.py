"""Writes the weights of a checkpoint as the product reads them: `python -m training.export CHECKPOINT`."""

import argparse
import json
from pathlib import Path
from typing import Final

import onnx
import torch

from extract.recognition.netchu import HEIGHT, WEIGHTS
from training.alphabet import ALPHABET
from training.network import Network

_OPSET: Final = 17


def main() -> None:
    """Export a checkpoint to the product's file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoint", type=Path)
    options.add_argument("--to", type=Path, default=WEIGHTS)
    chosen = options.parse_args()
    export(chosen.checkpoint, chosen.to)


def export(checkpoint: Path, target: Path) -> None:
    """The network of a checkpoint as ONNX; its alphabet and how long it was trained stand in the file."""
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    network = Network(state["layers"])
    network.load_state_dict(state["network"])
    network.eval()
    torch.onnx.export(
        network,
        (torch.zeros(2, 1, HEIGHT, 64),),
        str(target),
        input_names=["lines"],
        output_names=["scores"],
        dynamic_axes={"lines": {0: "lines", 3: "width"}, "scores": {0: "lines", 1: "steps"}},
        opset_version=_OPSET,
        dynamo=False,
    )
    model = onnx.load(str(target))
    seconds, steps, lines, _ = state["progress"]
    told = {
        "alphabet": json.dumps(ALPHABET),
        "minutes": f"{seconds / 60:.0f}",
        "steps": str(steps),
        "lines": str(lines),
    }
    for key, value in told.items():
        model.metadata_props.add(key=key, value=value)
    onnx.save(model, str(target))


if __name__ == "__main__":
    main()
