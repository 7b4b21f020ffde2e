"""Cases of a function f at a point x, as tensor/src/test/java/hanshu/tensor/Reference.java reads them.

A case has the gradient of s = sum(w * f(x)) for fixed random weights w and the product of the Hessian of s with fixed
random directions v. Everything is computed in float64. Inputs are multiples of 1/128, exact in float32 too.
"""

import zlib

import numpy as np
import torch

from lines import array, values, write

torch.set_num_threads(1)


class Draw:
    """Random inputs of one case; they depend on its name alone."""

    def __init__(self, *names):
        self.random = np.random.default_rng(zlib.crc32(" ".join(names).encode()))

    def normal(self, *shape):
        return torch.tensor((2 * np.floor(self.random.normal(size=shape) * 64) + 1) / 128, dtype=torch.float64)

    def uniform(self, low, high, *shape):
        drawn = self.random.uniform(low * 64, high * 64, size=shape)
        return torch.tensor((2 * np.floor(drawn) + 1) / 128, dtype=torch.float64)

    def index(self, below, *shape):
        return torch.tensor(self.random.integers(below, size=shape))


class Cases:
    """The lines of one file."""

    def __init__(self):
        self.lines = []

    def values(self, op, name, params, inputs, f):
        """A case of values alone."""
        line = {"op": op, "case": name, "params": dict(sorted(params.items()))}
        self.lines.append(line | {"inputs": [array(x) for x in inputs], "output": array(f(*inputs))})

    def add(self, op, name, params, inputs, f):
        """A case with gradient and Hessian-vector product."""
        draw = Draw(op, name, "weights")
        x = [t.clone().requires_grad_() if t.dtype.is_floating_point else t for t in inputs]
        wrt = [t for t in x if t.requires_grad]
        y = f(*x)
        weights = draw.normal(*y.shape)
        v = [draw.normal(*t.shape) for t in wrt]
        grads = torch.autograd.grad((y * weights).sum(), wrt, create_graph=True, allow_unused=True)
        moving = [(g * d).sum() for g, d in zip(grads, v) if g is not None and g.requires_grad]
        hvp = torch.autograd.grad(sum(moving), wrt, allow_unused=True) if moving else [None] * len(wrt)

        def spread(found):
            rest = iter(found)
            found = [next(rest) if t.requires_grad else None for t in x]
            return [None if t is None else values(t) for t in found]

        line = {"op": op, "case": name, "params": dict(sorted(params.items()))}
        line |= {"inputs": [array(t) for t in inputs], "output": array(y), "weights": values(weights)}
        self.lines.append(line | {"v": spread(v), "grads": spread(grads), "hvp": spread(hvp)})

    def write(self, path):
        write(path, self.lines)
