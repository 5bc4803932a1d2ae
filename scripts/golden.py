#!/usr/bin/env python3
"""Writes the golden cases: what PyTorch's norms give in float64, forward and backward, as JSON lines.

    python3 scripts/golden.py [--output FILE] [--seed SEED] [--check]

The default output is the file that GoldenNormsTest reads; the default seed is the one it was made with. --check writes
nothing and fails where PyTorch's results differ from that file by more than 1e-12 of an array's largest magnitude.
Needs PyTorch (`pip install torch`), on the CPU.

A case has the norm and its options, the rows x, weight and bias (null: no affine part), the output y, the gradient dy
that arrives from above, and the gradients dx, dweight and dbias. A row of channels and positions is channel-major
(PyTorch's NCHW order). Batch norm has two training steps with the running statistics after each (momentum null:
PyTorch's cumulative average), and the first batch evaluated after them.
"""

import argparse
import json
import pathlib
import sys

import torch
from torch.nn import functional

GOLDEN = pathlib.Path(__file__).parents[1] / "spark-norm/src/test/resources/golden/pytorch-norms.jsonl"

# rows, columns, epsilon, mean and standard deviation of x. One mean is far from zero: cancellation shows there.
ROW_SIZES = [(5, 7, 1e-5, 0, 1), (3, 64, 1e-5, 3, 2), (2, 33, 1e-6, 1e6, 1), (1, 1, 1e-5, 2, 1), (4, 16, 1e-3, 0, 1e-4)]
# rows, channels, positions, groups, epsilon
GROUP_SIZES = [(2, 6, 1, 3, 1e-5), (3, 8, 4, 2, 1e-5), (1, 32, 9, 32, 1e-5), (2, 4, 5, 1, 1e-3), (2, 512, 1, 32, 1e-5)]
# rows, channels, positions, epsilon, momentum
BATCH_SIZES = [(8, 5, 1, 1e-5, 0.1), (4, 3, 6, 1e-5, 0.1), (16, 7, 1, 1e-3, 0.01), (6, 2, 4, 1e-5, None), (2, 9, 1, 1e-5, 0.5)]


class Cases:
    """The cases of one seed. The order of the draws is part of the format: another one gives another file."""

    def __init__(self, seed):
        self.generator = torch.Generator().manual_seed(seed)

    def all(self):
        for affine in (True, False):
            for size in ROW_SIZES:
                yield from self.layer_and_rms(affine, *size)
            for size in GROUP_SIZES:
                yield self.group(affine, *size)
            for size in BATCH_SIZES:
                yield self.batch(affine, *size)

    def layer_and_rms(self, affine, rows, columns, epsilon, mean, deviation):
        x = leaf(self.normal(rows, columns, mean=mean, deviation=deviation))
        weight = leaf(self.normal(columns, mean=1, deviation=0.3)) if affine else None
        bias = leaf(self.normal(columns, deviation=0.3)) if affine else None
        options = {"eps": epsilon}
        y = functional.layer_norm(x, (columns,), weight, bias, epsilon)
        yield case("layer_norm", options, x, weight, bias, y, self.normal(rows, columns))
        x = leaf(x.detach().clone())
        weight = None if weight is None else leaf(weight.detach().clone())
        y = functional.rms_norm(x, (columns,), weight, epsilon)
        yield case("rms_norm", options, x, weight, None, y, self.normal(rows, columns))

    def group(self, affine, rows, channels, positions, groups, epsilon):
        x = leaf(self.normal(rows, channels, positions, mean=1, deviation=2))
        weight = leaf(self.normal(channels, mean=1, deviation=0.3)) if affine else None
        bias = leaf(self.normal(channels, deviation=0.3)) if affine else None
        options = {"groups": groups, "channels": channels, "positions": positions, "eps": epsilon}
        y = functional.group_norm(x, groups, weight, bias, epsilon)
        return case("group_norm", options, x, weight, bias, y, self.normal(rows, channels, positions))

    def batch(self, affine, rows, channels, positions, epsilon, momentum):
        x = leaf(self.normal(rows, channels, positions, mean=-2, deviation=3))
        norm = torch.nn.BatchNorm1d(channels, eps=epsilon, momentum=momentum, affine=affine).double().train()
        if affine:
            with torch.no_grad():
                norm.weight.copy_(self.normal(channels, mean=1, deviation=0.3))
                norm.bias.copy_(self.normal(channels, deviation=0.3))
        y = norm(x)
        dy = self.normal(rows, channels, positions)
        running = {"running_mean_1": values(norm.running_mean), "running_var_1": values(norm.running_var)}
        second = self.normal(rows, channels, positions, mean=4, deviation=1)
        norm(second)
        running["x_step2"] = as_rows(second)
        running["running_mean_2"] = values(norm.running_mean)
        running["running_var_2"] = values(norm.running_var)
        norm.eval()
        running["y_eval"] = as_rows(norm(x))
        options = {"channels": channels, "positions": positions, "eps": epsilon, "momentum": momentum}
        weight, bias = (norm.weight, norm.bias) if affine else (None, None)
        return case("batch_norm", options, x, weight, bias, y, dy) | running

    def normal(self, *shape, mean=0.0, deviation=1.0):
        return torch.randn(*shape, generator=self.generator, dtype=torch.float64) * deviation + mean


def leaf(tensor):
    return tensor.requires_grad_()


def values(tensor):
    return None if tensor is None else tensor.detach().tolist()


def as_rows(tensor):
    return values(tensor.reshape(tensor.shape[0], -1))


def case(op, options, x, weight, bias, y, dy):
    leaves = [tensor for tensor in (x, weight, bias) if tensor is not None]
    dx, *rest = torch.autograd.grad(y, leaves, dy)
    dweight = rest[0] if weight is not None else None
    dbias = rest[1] if bias is not None else None
    return {
        "op": op,
        "options": options,
        "x": as_rows(x),
        "weight": values(weight),
        "bias": values(bias),
        "y": as_rows(y),
        "dy": as_rows(dy),
        "dx": as_rows(dx),
        "dweight": values(dweight),
        "dbias": values(dbias),
    }


def differences(found, expected):
    """Says where two lists of cases differ, one line each."""
    if len(found) != len(expected):
        yield f"{len(found)} cases, expected {len(expected)}"
    for index, (ours, golden) in enumerate(zip(found, expected)):
        for key in golden:
            if not isinstance(golden[key], list):
                if ours[key] != golden[key]:
                    yield f"case {index}, {key}: found {ours[key]}, expected {golden[key]}"
                continue
            a, b = torch.tensor(ours[key]).double(), torch.tensor(golden[key]).double()
            error, scale = (a - b).abs().max().item(), b.abs().max().item()
            if error > 1e-12 * max(scale, 1e-3):
                yield f"case {index}, {golden['op']}, {key}: differs by {error:.1e}, largest magnitude {scale:.1e}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, default=GOLDEN)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    cases = list(Cases(arguments.seed).all())
    if arguments.check:
        golden = [json.loads(line) for line in arguments.output.read_text().splitlines()]
        found = list(differences(cases, golden))
        print("\n".join(found) if found else f"PyTorch {torch.__version__} gives all {len(golden)} cases")
        sys.exit(1 if found else 0)
    arguments.output.write_text("".join(json.dumps(entry) + "\n" for entry in cases))
    print(f"{len(cases)} cases by PyTorch {torch.__version__} in {arguments.output}")


if __name__ == "__main__":
    main()
