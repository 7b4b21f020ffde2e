"""Writes nn/src/test/resources/vectors/gated.jsonl: gated linear units in F64, made with torch 2.13.0 (CPU).

    python3 bench/vectors/gated.py

Weights are (in, out). Inputs are x, W, b, V and c.
"""

import torch
from torch.nn import functional as F

from lines import Draw, derivatives, write

FUNCTIONS = {"relu": F.relu, "gelu": F.gelu, "silu": F.silu, "identity": lambda x: x}


def glu(x, w, b, v, c):
    """The reference's own, which has both halves side by side."""
    return F.glu(x @ torch.cat([w, v], -1) + torch.cat([b, c], -1))


def gated(f):
    return lambda x, w, b, v, c: (x @ w + b) * f(x @ v + c)


lines = []
for rows, out in [((3, 5), 2), ((1, 1), 1), ((2, 3, 4), 3), ((0, 3), 2)]:
    name = f"{list(rows)} to {out}"
    draw = Draw("gatedLinear", name)
    inputs = [draw.normal(*s) for s in [rows, (rows[-1], out), (out,), (rows[-1], out), (out,)]]
    lines.append(derivatives("gatedLinear", f"glu, {name}", {"f": "sigmoid"}, inputs, glu))
    for f in FUNCTIONS:
        lines.append(derivatives("gatedLinear", f"{f}, {name}", {"f": f}, inputs, gated(FUNCTIONS[f])))
write("nn/src/test/resources/vectors/gated.jsonl", lines)
