#!/usr/bin/env python3
"""Records Keras's norms: keras-float32.safetensors beside this script.

    pip install keras==3.15.1 jax==0.10.2 safetensors==0.8.0 numpy==2.4.6 && python record-keras.py

The file holds the variables of layers of odd sizes (batch, layer, group, rms) by their paths and, for each, its input
as NAME/x and its output in evaluation as NAME/y. Keras has channels last; what is recorded is channel-major. There is
no file in float64: with that policy these layers give float64 that was rounded to float32 (error 2e-7).
"""

import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from safetensors.numpy import save_file

FOLDER = pathlib.Path(__file__).parent

random = np.random.default_rng(20261128)
layers = {
    "batch": (keras.layers.BatchNormalization(name="batch"), (5, 7)),
    "layer": (keras.layers.LayerNormalization(name="layer"), (5, 11)),
    "group": (keras.layers.GroupNormalization(3, name="group"), (4, 5, 9)),
    "rms": (keras.layers.RMSNormalization(name="rms"), (5, 13)),
}
tensors = {}
for key, (layer, shape) in layers.items():
    layer.build((None, *shape[1:]))
    for weight in layer.trainable_variables:
        weight.assign(random.normal(1, 0.5, weight.shape))
    if key == "batch":
        for _ in range(3):
            layer(random.normal(2, 3, shape).astype(np.float32), training=True)
    x = random.normal(1, 2, shape).astype(np.float32)
    arrays = {"x": x, "y": np.asarray(layer(x, training=False))}
    for name, array in arrays.items():
        major = array.transpose(0, 2, 1) if len(shape) == 3 else array
        tensors[f"{key}/{name}"] = np.ascontiguousarray(major)
    tensors |= {weight.path: np.ascontiguousarray(weight.numpy()) for weight in layer.weights}
step = keras.layers.BatchNormalization(name="step")
step(np.array([[0], [2], [4], [10]], np.float32), training=True)
tensors |= {weight.path: np.ascontiguousarray(weight.numpy()) for weight in step.weights}
save_file(tensors, FOLDER / "keras-float32.safetensors")
