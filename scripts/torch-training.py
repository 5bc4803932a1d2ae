"""Measures PyTorch for scripts/bench-train, and prints milliseconds as one line of JSON. What fails is left out.

One process with two threads and plain batch norm; and two processes, one thread each, which sum over gloo: batch
statistics forward and backward by hand, as torch.nn.SyncBatchNorm refuses CPU, and all gradients as one flat buffer.
"""

import json
import os
import socket
import statistics
import sys
import tempfile
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

BATCH, WARMUP, STEPS = 256, 30, 200
SIZES = {"64 doubles": (64, torch.float64), "1,024 doubles": (1024, torch.float64), "270,000 floats": (270_000, torch.float32)}


class SummedBatchNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gamma, beta):
        sums = torch.cat([x.sum(0), (x * x).sum(0), x.new_tensor([x.shape[0]])]).double()
        dist.all_reduce(sums)
        channels, n = x.shape[1], sums[-1]
        mean = sums[:channels] / n
        rstd = torch.rsqrt(sums[channels : 2 * channels] / n - mean * mean + 1e-5)
        xhat = (x - mean.float()) * rstd.float()
        ctx.save_for_backward(xhat, gamma, rstd.float())
        ctx.n = float(n)
        return xhat * gamma + beta

    @staticmethod
    def backward(ctx, dy):
        xhat, gamma, rstd = ctx.saved_tensors
        channels = dy.shape[1]
        sums = torch.cat([dy.sum(0), (dy * xhat).sum(0)]).double()
        dist.all_reduce(sums)
        dbeta, dgamma = sums[:channels].float(), sums[channels:].float()
        dx = gamma * rstd * (dy - dbeta / ctx.n - xhat * dgamma / ctx.n)
        return dx, dgamma, dbeta


class Norm(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.gamma = torch.nn.Parameter(torch.ones(channels))
        self.beta = torch.nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return SummedBatchNorm.apply(x, self.gamma, self.beta)


def network(norm):
    nn = torch.nn
    return nn.Sequential(
        nn.Linear(784, 256), norm(256), nn.ReLU(), nn.Linear(256, 128), norm(128), nn.ReLU(), nn.Linear(128, 10)
    )


def median_ms(run, warmup, times):
    taken = []
    for i in range(warmup + times):
        begun = time.perf_counter()
        run()
        taken.append(1000 * (time.perf_counter() - begun))
    return statistics.median(taken[warmup:])


def step_ms(model, rows, summed):
    """Median of one step: forward, backward, sums over the processes where there are several, update."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    loss_of = torch.nn.CrossEntropyLoss(reduction="sum")
    flat = [p for m in model if isinstance(m, torch.nn.Linear) for p in m.parameters()]
    x, labels = torch.randn(rows, 784), torch.randint(10, (rows,))

    def step():
        optimizer.zero_grad()
        (loss_of(model(x), labels) / BATCH).backward()
        if summed:
            buffer = torch.cat([p.grad.view(-1) for p in flat])
            dist.all_reduce(buffer)
            at = 0
            for p in flat:
                p.grad.copy_(buffer[at : at + p.numel()].view_as(p))
                at += p.numel()
        optimizer.step()

    return median_ms(step, WARMUP, STEPS)


def worker(rank, port, path):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    dist.init_process_group("gloo", init_method=f"tcp://127.0.0.1:{port}", rank=rank, world_size=2)
    found = {}
    for name, (size, dtype) in SIZES.items():
        buffer = torch.zeros(size, dtype=dtype)
        found[name] = median_ms(lambda: dist.all_reduce(buffer), 100, 500)
    found["step of two processes"] = step_ms(network(Norm), BATCH // 2, True)
    if rank == 0:
        with open(path, "w") as out:
            json.dump(found, out)
    dist.destroy_process_group()


def two_processes():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo")
    with tempfile.NamedTemporaryFile("r", suffix=".json") as file:
        try:
            mp.spawn(worker, args=(port, file.name), nprocs=2)
            return json.load(file)
        except (mp.ProcessExitedException, mp.ProcessRaisedException) as failure:
            print(f"PyTorch's two processes failed: {failure}", file=sys.stderr)
            return {}


def main():
    found = two_processes()
    torch.set_num_threads(2)
    found["step of one process"] = step_ms(network(torch.nn.BatchNorm1d), BATCH, False)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
