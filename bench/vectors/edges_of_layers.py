"""Writes activation_edges.jsonl, pool_edges.jsonl and loss_edges.jsonl in nn/src/test/resources/vectors: kinks, ties, NaN,
infinities and axes of no or one element, made with torch 2.13.0 (CPU).

    python3 bench/vectors/edges_of_layers.py
"""

import torch
from torch.nn import functional as F

from lines import Cases, Draw

INF, NAN = float("inf"), float("nan")


def of(*numbers, shape=None):
    t = torch.tensor(numbers, dtype=torch.float64)
    return t if shape is None else t.reshape(shape)


ACTIVATIONS = {
    "relu": F.relu,
    "leakyRelu": F.leaky_relu,
    "elu": F.elu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "sigmoid": torch.sigmoid,
    "hardSigmoid": F.hardsigmoid,
    "tanh": torch.tanh,
}


def hard_sigmoid(x):
    """With the values and slopes of PyTorch's, which has no second derivative; checked here."""
    y = torch.where(x <= -3, 0 * x, torch.where(x >= 3, 0 * x + 1, x / 6 + 0.5))
    z = x.detach().clone().requires_grad_()
    F.hardsigmoid(z).sum().backward()
    if x.requires_grad:
        assert torch.equal(torch.autograd.grad(y.sum(), x, retain_graph=True)[0].isclose(z.grad), z == z)
    return y


def activations():
    cases = Cases()
    for op, f in ACTIVATIONS.items():
        cases.values(op, "special values", {}, [of(NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 88.0, -88.0, 1e-30, -1e-30)], f)
        f = hard_sigmoid if op == "hardSigmoid" else f
        kinks = [] if op == "elu" else [-0.0, 0.0]  # no second derivative there: PyTorch calls it 0, Hanshu that of the left
        cases.add(op, "far out and at the kinks", {}, [of(-100.0, -20.0, -3.0, *kinks, 3.0, 20.0, 100.0)], f)
        cases.add(op, "nothing", {}, [of(shape=(2, 0))], f)
    cases.write("nn/src/test/resources/vectors/activation_edges.jsonl")


def first(f):
    """Of channels last by a function of channels first."""
    return lambda x: f(x.movedim(-1, 1)).movedim(1, -1)


def pictures():
    """(batch, height, width, channels) with ties, NaN and infinities."""
    draw = Draw("pools", "pictures")
    ties = draw.index(3, 2, 5, 6, 2).double()
    yield "ties", ties
    yield "all equal", torch.full((1, 4, 4, 1), 2.0, dtype=torch.float64)
    some = draw.normal(2, 5, 6, 2)
    some[0, 1, 1, 0] = NAN
    yield "NaN", some
    some = draw.normal(2, 5, 6, 2)
    some[0, 1, 1, 0], some[1, 4, 5, 1], some[0, 2, 2, 1] = INF, -INF, INF
    yield "infinities", some
    yield "minus infinities alone", torch.full((1, 4, 4, 1), -INF, dtype=torch.float64)
    yield "one row", draw.normal(1, 2, 6, 1)
    yield "no pictures", draw.normal(0, 4, 4, 2)


def pools():
    cases = Cases()
    for name, x in pictures():
        finite = bool(torch.isfinite(x).all())
        make = cases.add if finite else cases.values
        for window, stride, padding in (((2, 2), (2, 2), (0, 0)), ((2, 3), (1, 2), (1, 1))):
            params = {"window": window, "stride": stride, "padding": padding, "dilation": (1, 1), "ceil": False}
            at = f"{name}, {list(window)} by {list(stride)} padded {list(padding)}"
            make("maxPool", at, params, [x], lambda x: first(lambda t: F.max_pool2d(t, window, stride, padding))(x).square())
            params = params | {"countPadding": True}
            if name != "minus infinities alone":
                make(
                    "averagePool",
                    at,
                    params,
                    [x],
                    lambda x: first(lambda t: F.avg_pool2d(t, window, stride, padding))(x).square(),
                )
        for places in ((1, 1), (2, 3), (3, 4), (4, 4)):
            at = f"{name}, to {list(places)}"
            if places == (4, 4) and name == "one row":
                continue
            make(
                "adaptiveMaxPool",
                at,
                {"places": places},
                [x],
                lambda x: first(lambda t: F.adaptive_max_pool2d(t, places))(x).square(),
            )
            make(
                "adaptiveAveragePool",
                at,
                {"places": places},
                [x],
                lambda x: first(lambda t: F.adaptive_avg_pool2d(t, places))(x).square(),
            )
    cases.write("nn/src/test/resources/vectors/pool_edges.jsonl")


def losses():
    cases = Cases()
    pairs = {
        "equal": ([0.5, 1.0, -2.0], [0.5, 1.0, -2.0]),
        "at the corner": ([1.5, -0.5, 0.5], [0.5, 0.5, 0.5]),
        "NaN": ([NAN, 1.0, 2.0], [0.5, 0.5, 0.5]),
        "infinity": ([INF, 1.0, -INF], [0.5, 0.5, 0.5]),
        "both infinite": ([INF, 1.0], [INF, 1.0]),
        "nothing": ([], []),
        "one": ([0.25], [0.5]),
    }
    two = {
        "mse": F.mse_loss,
        "mae": F.l1_loss,
        "huber": lambda x, y, reduction: F.huber_loss(x, y, reduction=reduction, delta=1.0),
    }
    for name, (x, y) in pairs.items():
        for op, f in two.items():
            for reduction in ("none", "mean", "sum"):
                params = {"reduction": reduction, "delta": 1.0}
                finite = all(abs(v) < INF for v in x)
                make = cases.add if finite and (x or reduction != "mean") else cases.values
                make(op, f"{name}, {reduction}", params, [of(*x), of(*y)], lambda x, y: f(x, y, reduction=reduction))
    # PyTorch's formula says NaN where the logit is −∞ and the truth 1; Hanshu's says ∞, which is right
    logits = {"far out": [-1000.0, 1000.0, 500.0, -500.0], "infinite": [INF, 3.0, 1.0, 0.0], "NaN": [NAN, 0.0, 1.0, 2.0]}
    for name, x in logits.items():
        truth = of(0.0, 1.0, 1.0, 0.0)
        for reduction in ("none", "mean"):
            params = {"reduction": reduction}
            make = cases.add if name == "far out" else cases.values
            make(
                "bceWithLogits",
                f"{name}, {reduction}",
                params,
                [of(*x), truth],
                lambda x, y: F.binary_cross_entropy_with_logits(x, y, reduction=reduction),
            )
    rows = {
        "far out": [[1000.0, 0.0, -1000.0], [0.0, 0.0, 500.0]],
        "one infinity": [[INF, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "a class that cannot be": [[-INF, 0.0, 1.0], [0.5, -INF, 1.0]],
        "NaN": [[NAN, 0.0, 1.0], [0.5, 0.25, 1.0]],
        "no class can be": [[-INF, -INF, -INF], [0.5, 0.25, 1.0]],
    }
    for name, x in rows.items():
        for classes in ([0, 2], [1, 1]):
            for reduction in ("none", "mean", "sum"):
                params = {"reduction": reduction, "smoothing": 0.0}
                make = cases.add if name == "far out" else cases.values
                make(
                    "crossEntropy",
                    f"{name}, classes {classes}, {reduction}",
                    params,
                    [torch.tensor(x, dtype=torch.float64), torch.tensor(classes)],
                    lambda x, y: F.cross_entropy(x, y, reduction=reduction),
                )
    for reduction in ("none", "mean", "sum"):
        cases.values(
            "crossEntropy",
            f"no rows, {reduction}",
            {"reduction": reduction, "smoothing": 0.0},
            [torch.zeros(0, 3, dtype=torch.float64), torch.zeros(0, dtype=torch.int64)],
            lambda x, y: F.cross_entropy(x, y, reduction=reduction),
        )
        cases.add(
            "crossEntropy",
            f"one class, {reduction}",
            {"reduction": reduction, "smoothing": 0.0},
            [of(0.5, -1.5, shape=(2, 1)), torch.zeros(2, dtype=torch.int64)],
            lambda x, y: F.cross_entropy(x, y, reduction=reduction),
        )
    cases.write("nn/src/test/resources/vectors/loss_edges.jsonl")


if __name__ == "__main__":
    activations()
    pools()
    losses()
