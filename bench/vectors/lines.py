"""The lines in the files of reference vectors, of the same form as those that the Java program in bench/src/peers writes."""

import json
import math
import os
import random

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
    if t._is_zerotensor():  # without memory: some gradients that are zero everywhere
        return [0.0] * t.numel()
    return [number(x) for x in t.detach().reshape(-1).tolist()]


def array(t):
    return {"shape": list(t.shape), "dtype": DTYPES[t.dtype], "data": values(t)}


def largest_error(single, double):
    """The largest |single − double| where both are finite."""
    if double is None or single is None or double.numel() == 0 or double._is_zerotensor():
        return 0.0
    error = (single.detach().double() - double.detach().double()).abs()
    finite = error[torch.isfinite(error)]
    return finite.max().item() if finite.numel() else 0.0


class Draw:
    """The random inputs of one case, from its name alone; multiples of 1/128, exact in float32 too."""

    def __init__(self, op, name):
        self.random = random.Random(f"{op}: {name}")

    def fill(self, draw, shape):
        t = torch.tensor([draw() for _ in range(math.prod(shape))], dtype=torch.float64).reshape(shape)
        return (2 * (t * 64).floor() + 1) / 128  # odd: never 0, a whole number or a half

    def normal(self, *shape):
        return self.fill(lambda: self.random.gauss(0, 1), shape)

    def uniform(self, low, high, *shape):
        return self.fill(lambda: self.random.uniform(low, high), shape)

    def mask(self, *shape):
        drawn = [self.random.random() < 0.5 for _ in range(math.prod(shape))]
        return torch.tensor(drawn, dtype=torch.bool).reshape(shape)

    def index(self, bound, *shape):
        drawn = [self.random.randrange(bound) for _ in range(math.prod(shape))]
        return torch.tensor(drawn, dtype=torch.int64).reshape(shape)


def values_only(op, name, params, inputs, f):
    """A case of values alone: where the derivative does not exist, or is not what the case is about."""
    double = f(*inputs)
    line = {"op": op, "case": name, "params": params, "inputs": [array(x) for x in inputs], "output": array(double)}
    if double.is_floating_point():
        single = f(*[x.float() if x.is_floating_point() else x for x in inputs])
        line["float32"] = {"output": largest_error(single, double)}
    return line


def derivatives(op, name, params, inputs, f):
    """f at a point, the gradient of s = Σ weights∘f, and the product of the Hessian of s with v."""
    draw = Draw(op, name + " weights")
    floating = [x.is_floating_point() for x in inputs]
    weights = draw.normal(*f(*inputs).shape)
    v = [draw.normal(*x.shape) for x, is_float in zip(inputs, floating) if is_float]

    def point(dtype):
        x = [t.to(dtype).requires_grad_() if is_float else t for t, is_float in zip(inputs, floating)]
        y = f(*x)
        learned = [t for t, is_float in zip(x, floating) if is_float]

        def grad(ys, seeds, create):
            some = [(a, b.to(dtype)) for a, b in zip(ys, seeds) if a is not None and a.requires_grad]
            if not some:
                return [None] * len(learned)
            ys, seeds = zip(*some)
            return torch.autograd.grad(ys, learned, seeds, retain_graph=True, create_graph=create, allow_unused=True)

        grads = grad([y], [weights], True)
        return y, grads, grad(grads, v, False)

    (y, grads, hvp), (y32, grads32, hvp32) = point(torch.float64), point(torch.float32)

    def spread(found):
        found = iter(found)
        return [next(found) if is_float else None for is_float in floating]

    def listed(tensors):
        return spread([None if t is None else values(t) for t in tensors])

    def errors(a, b):
        return spread([None if y is None else [largest_error(x, y)] for x, y in zip(a, b)])

    return {
        "op": op,
        "case": name,
        "params": params,
        "inputs": [array(x) for x in inputs],
        "output": array(y),
        "weights": values(weights),
        "v": spread([values(t) for t in v]),
        "grads": listed(grads),
        "hvp": listed(hvp),
        "float32": {"output": largest_error(y32, y), "grads": errors(grads32, grads), "hvp": errors(hvp32, hvp)},
    }


class Cases:
    """The lines of one file."""

    def __init__(self):
        self.lines = []

    def values(self, *case):
        self.lines.append(values_only(*case))

    def add(self, *case):
        self.lines.append(derivatives(*case))

    def write(self, path):
        write(path, self.lines)


def write(path, lines):
    path = os.path.normpath(os.path.join(ROOT, path))
    with open(path, "w") as out:
        for line in lines:
            out.write(json.dumps(line, separators=(",", ":"), ensure_ascii=False) + "\n")
    print(f"{path}: {len(lines)} lines, {os.path.getsize(path):,} bytes")
