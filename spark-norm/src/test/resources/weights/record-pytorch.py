#!/usr/bin/env python3
"""Records PyTorch's norms: pytorch-float32.safetensors and pytorch-float64.safetensors beside this script.

    pip install torch==2.15.0 safetensors==0.8.0 numpy==2.4.6 && python record-pytorch.py

A file holds a state_dict (batch, image, layer, group, rms: modules of odd sizes) and, for each module, its input as
NAME.x and its output in evaluation as NAME.y. Batch norms have seen three batches. "step" is a batch norm over one
channel that saw the one batch 0, 2, 4, 10; "half" holds some values in half precision, and the same ones as floats.
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = pathlib.Path(__file__).parent


def record(dtype, name):
    torch.manual_seed(20261128)
    torch.set_default_dtype(dtype)
    modules = {
        "batch": (nn.BatchNorm1d(7), (5, 7)),
        "image": (nn.BatchNorm1d(3, affine=False), (4, 3, 5)),
        "layer": (nn.LayerNorm(11), (5, 11)),
        "plane": (nn.LayerNorm([3, 5], bias=False), (4, 3, 5)),
        "group": (nn.GroupNorm(3, 9), (4, 9, 5)),
        "rms": (nn.RMSNorm(13), (5, 13)),
    }
    tensors = {}
    for key, (module, shape) in modules.items():
        for parameter in module.parameters():
            nn.init.normal_(parameter, mean=1, std=0.5)
        if isinstance(module, nn.BatchNorm1d):
            for _ in range(3):
                module.train()(torch.randn(shape) * 3 + 2)
        module.eval()
        x = torch.randn(shape) * 2 + 1
        tensors |= {f"{key}.{entry}": value for entry, value in module.state_dict().items()}
        tensors |= {f"{key}.x": x, f"{key}.y": module(x).detach()}
    step = nn.BatchNorm1d(1)
    step(torch.tensor([[0.0], [2.0], [4.0], [10.0]]))
    tensors |= {f"step.{entry}": value for entry, value in step.state_dict().items()}
    numbers = torch.tensor([0.0, -1.0, 1 / 3, 65504.0, 6e-8, -6.1e-5, 1234.5678])
    for half in (torch.float16, torch.bfloat16):
        rounded = numbers.to(half)
        label = str(half).removeprefix("torch.")
        tensors |= {f"half.{label}": rounded, f"half.{label}_as_float": rounded.to(dtype)}
    tensors["dense.weight"] = torch.randn(4, 3)
    tensors["dense.bias"] = torch.randn(4)
    save_file(tensors, FOLDER / f"{name}.safetensors", {"format": "pt", "torch": torch.__version__})


record(torch.float32, "pytorch-float32")
record(torch.float64, "pytorch-float64")
