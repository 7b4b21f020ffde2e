"""The form of the lines in the files of reference vectors, as the Java program in bench/src/peers writes them too."""

import json
import math
import os

import torch

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DTYPES = {torch.float64: "f64", torch.float32: "f64", torch.int64: "i64", torch.bool: "bool"}


def number(x):
    """JSON has no NaN and no infinities: they are strings."""
    if not isinstance(x, float) or math.isfinite(x):
        return x
    return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def values(t):
    """The elements in row-major order."""
    return [number(x) for x in t.detach().reshape(-1).tolist()]


def array(t):
    return {"shape": list(t.shape), "dtype": DTYPES[t.dtype], "data": values(t)}


def largest_error(single, double):
    """The largest |single − double| where both are finite."""
    if double is None or single is None or double.numel() == 0:
        return 0.0
    error = (single.detach().double() - double.detach().double()).abs()
    finite = error[torch.isfinite(error)]
    return finite.max().item() if finite.numel() else 0.0


def write(path, lines):
    path = os.path.normpath(os.path.join(ROOT, path))
    with open(path, "w") as out:
        for line in lines:
            out.write(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n")
    print(f"{path}: {len(lines)} lines, {os.path.getsize(path):,} bytes")
