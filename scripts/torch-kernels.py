"""Measures PyTorch's CPU kernels, one thread, for scripts/bench; prints median nanoseconds per element as JSON.

Names are those of org.sparknorm.lab.bench.KernelBenchmarks.
"""

import json
import statistics
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
found = {}

with torch.inference_mode():
    for rows, length in ((128, 256), (65536, 256), (16384, 1024)):
        x = torch.rand(rows, length) * 2
        y = torch.empty_like(x)
        gamma, beta = torch.full((length,), 1.1), torch.zeros(length)
        wide = [t.double() for t in (x, gamma, beta)]
        kernels = {
            "copy": lambda: y.copy_(x),
            "layerNorm": lambda: F.layer_norm(x, (length,), gamma, beta),
            "rmsNorm": lambda: F.rms_norm(x, (length,), gamma, 1e-6),
            "layerNormOfDoubles": lambda: F.layer_norm(wide[0], (length,), wide[1], wide[2]),
            "moments": lambda: torch.var_mean(x, dim=0),
        }
        elements = rows * length
        calls = max(1, 8_000_000 // elements)
        for name, kernel in kernels.items():
            times = []
            for _ in range(20):
                start = time.perf_counter_ns()
                for _ in range(calls):
                    kernel()
                times.append((time.perf_counter_ns() - start) / calls)
            found[f"{name} [{rows} x {length}]"] = statistics.median(times[5:]) / elements

print(json.dumps(found))
