#!/usr/bin/env python3
"""Records MLX's norms: mlx-float32.safetensors beside this script.

    pip install "mlx[cpu]==0.32.4" numpy==2.4.6 && python record-mlx.py

The file is written by MLX itself: offsets without alignment, no metadata. It holds the parameters of modules of odd
sizes (batch, layer, rms; group with pytorch_compatible=True, nth without) and, for each, its input as NAME.x and its
output in evaluation as NAME.y. MLX has channels last; what is recorded is channel-major.
"""

import pathlib

import mlx.core as mx
import mlx.nn as nn
from mlx.utils import tree_flatten

FOLDER = pathlib.Path(__file__).parent

mx.random.seed(20261128)
modules = {
    "batch": (nn.BatchNorm(7), (5, 7)),
    "layer": (nn.LayerNorm(11), (5, 11)),
    "group": (nn.GroupNorm(3, 9, pytorch_compatible=True), (4, 5, 9)),
    "nth": (nn.GroupNorm(3, 9), (4, 5, 9)),
    "rms": (nn.RMSNorm(13), (5, 13)),
}
tensors = {}
for key, (module, shape) in modules.items():
    for name in ("weight", "bias"):
        if name in module:
            module[name] = 1 + 0.5 * mx.random.normal(module[name].shape)
    if isinstance(module, nn.BatchNorm):
        for _ in range(3):
            module.train()
            module(3 * mx.random.normal(shape) + 2)
    module.eval()
    x = 2 * mx.random.normal(shape) + 1
    y = module(x)
    tensors |= {f"{key}.{name}": value for name, value in tree_flatten(module.parameters())}
    major = (lambda a: a.transpose(0, 2, 1)) if len(shape) == 3 else (lambda a: a)
    tensors |= {f"{key}.x": mx.contiguous(major(x)), f"{key}.y": mx.contiguous(major(y))}
step = nn.BatchNorm(1)
step(mx.array([[0.0], [2.0], [4.0], [10.0]]))
tensors |= {f"step.{name}": value for name, value in tree_flatten(step.parameters())}
mx.save_safetensors(str(FOLDER / "mlx-float32.safetensors"), tensors)
