"""Writes tensor/src/test/resources/vectors/edges.jsonl: axes of no and of one element, broadcasting of every kind, ties,
NaN and infinities, made with torch 2.13.0 (CPU).

    python3 bench/vectors/edges.py
"""

import itertools

import torch

from lines import Cases, Draw

INF, NAN = float("inf"), float("nan")

BINARY = {
    "plus": torch.add,
    "minus": torch.sub,
    "times": torch.mul,
    "div": torch.div,
    "pow": torch.pow,
    "max": torch.maximum,
    "min": torch.minimum,
}
COMPARISONS = {
    "less": torch.lt,
    "lessOrEqual": torch.le,
    "greater": torch.gt,
    "greaterOrEqual": torch.ge,
    "equal": torch.eq,
    "notEqual": torch.ne,
}
SHAPES = (
    ((), (3,)),
    ((1,), (3,)),
    ((3, 1), (1, 4)),
    ((3, 1), (4,)),
    ((2, 1, 3), (4, 1)),
    ((1, 1, 1), (2, 3)),
    ((5,), (2, 3, 5)),
    ((2, 1, 1, 2), (3, 1, 1)),
    ((0,), (1,)),
    ((0, 3), (1, 3)),
    ((1, 0), (3, 1)),
    ((2, 0, 3), ()),
)


def broadcasting(cases):
    for a, b in SHAPES:
        for left, right in ((a, b), (b, a)):
            name = f"{list(left)} with {list(right)}"
            for op, f in BINARY.items():
                draw = Draw(op, name)
                x, y = draw.uniform(0.5, 3, *left), draw.uniform(-3, 3, *right)
                if op == "div":
                    y = y.abs()
                if op in ("max", "min"):  # apart, for there is no second derivative at a tie
                    y = y + 1 / 256
                cases.add(op, name, {}, [x, y], f)
            for op, f in COMPARISONS.items():
                draw = Draw(op, name)
                cases.values(op, name, {}, [draw.normal(*left).round(), draw.normal(*right).round()], f)
    for a, b, c in (((3, 1), (4,), ()), ((), (2, 3), (1, 3)), ((2, 1, 1), (3, 1), (4,)), ((0, 1), (3,), (1, 1))):
        name = f"{list(a)} with {list(b)} and {list(c)}"
        draw = Draw("where", name)
        inputs = [draw.mask(*a), draw.normal(*b), draw.normal(*c)]
        cases.add("where", name, {}, inputs, torch.where)
    for a, b in (
        ((2, 1, 3, 4), (5, 4, 2)),
        ((3, 4), (2, 4, 1)),
        ((2, 3, 4), (4, 5)),
        ((1, 1), (1, 1)),
        ((1, 5), (5, 1)),
        ((5, 1), (1, 5)),
        ((0, 3), (3, 2)),
        ((2, 3), (3, 0)),
        ((2, 0), (0, 3)),
        ((0, 2, 3), (3, 2)),
        ((2, 1, 2, 3), (1, 0, 3, 2)),
        ((4,), (2, 4, 3)),
        ((2, 3, 4), (4,)),
    ):
        name = f"{list(a)} with {list(b)}"
        draw = Draw("matmul", name)
        params = {"transposeLeft": False, "transposeRight": False}
        cases.add("matmul", name, params, [draw.normal(*a), draw.normal(*b)], torch.matmul)


def over(op, axes, keep, correction=1):
    return {
        "sum": lambda x: x.sum(axes, keep),
        "mean": lambda x: x.mean(axes, keep),
        "amax": lambda x: x.amax(axes, keep),
        "amin": lambda x: x.amin(axes, keep),
        "var": lambda x: x.var(axes, correction=correction, keepdim=keep),
        "std": lambda x: x.std(axes, correction=correction, keepdim=keep),
        "logSumExp": lambda x: x.logsumexp(axes, keep),
        "norm": lambda x: torch.linalg.vector_norm(x, 2, axes, keep),
        "prod": lambda x: x.prod(axes[0], keep),
        "argmax": lambda x: x.argmax(axes[0], keep),
        "argmin": lambda x: x.argmin(axes[0], keep),
    }[op]


REDUCTIONS = ("sum", "mean", "amax", "amin", "var", "std", "logSumExp", "norm", "prod", "argmax", "argmin")


def small_axes(cases):
    for shape, axis in (((1,), 0), ((3, 1), 1), ((1, 3), 0), ((0, 3), 1), ((0, 3), 0), ((3, 0), 1), ((2, 1, 0), 1)):
        for op in REDUCTIONS:
            if shape[axis] == 0 and op in ("amax", "amin", "argmax", "argmin"):
                continue  # both refuse
            for keep in (False, True):
                name = f"{list(shape)} along axis {axis}" + (", kept" if keep else "")
                params = {"axes": [axis], "keep": keep, "correction": 1}
                x = Draw(op, name).uniform(0.5, 2, *shape)
                defined = not (op in ("var", "std") and shape[axis] < 2) and not op.startswith("arg")
                make = cases.add if defined else cases.values
                make(op, name, params, [x], over(op, (axis,), keep))
        name = f"{list(shape)} along axis {axis}"
        x = Draw("along", name).normal(*shape)
        params = {"axis": axis}
        for op, f in {
            "softmax": lambda x: x.softmax(axis),
            "logSoftmax": lambda x: x.log_softmax(axis),
            "cumsum": lambda x: x.cumsum(axis),
            "cumprod": lambda x: x.cumprod(axis),
        }.items():
            cases.add(op, name, params, [x], f)
        cases.values("cummax", name, params, [x], lambda x: x.cummax(axis)[0])
        for descending in (False, True):
            named = name + (", descending" if descending else "")
            both = params | {"descending": descending}
            cases.add("sort", named, both, [x], lambda x: x.sort(dim=axis, descending=descending, stable=True)[0])
            cases.values("argsort", named, both, [x], lambda x: x.argsort(dim=axis, descending=descending, stable=True))


ROWS = {
    "NaN": [1.0, NAN, 2.0],
    "NaN first": [NAN, 1.0, 2.0],
    "infinity": [1.0, INF, 2.0],
    "minus infinity": [1.0, -INF, 2.0],
    "both infinities": [INF, 1.0, -INF],
    "two infinities": [INF, INF, 1.0],
    "infinities alone": [INF, INF, INF],
    "minus infinities alone": [-INF, -INF, -INF],
    "NaN and infinity": [INF, NAN, 1.0],
    "NaN alone": [NAN, NAN, NAN],
    "zeros of both signs": [0.0, -0.0, 0.0],
    "zero and infinity": [0.0, INF, 1.0],
    "large": [3e38, 1e38, -3e38],
}


def special_rows(cases):
    for name, row in ROWS.items():
        x = torch.tensor([row, [0.5, 1.5, -0.25]], dtype=torch.float64)
        for axis in (0, 1):
            where = f"{name}, along axis {axis}"
            for op in REDUCTIONS:
                params = {"axes": [axis], "keep": False, "correction": 1}
                if name == "large" and op not in ("amax", "amin", "argmax", "argmin"):
                    continue  # too large for float32
                cases.values(op, where, params, [x], over(op, (axis,), False))
            params = {"axis": axis}
            for op, f in {
                "softmax": lambda x: x.softmax(axis),
                "logSoftmax": lambda x: x.log_softmax(axis),
                "cumsum": lambda x: x.cumsum(axis),
                "cumprod": lambda x: x.cumprod(axis),
                "cummax": lambda x: x.cummax(axis)[0],
            }.items():
                if name != "large" or op == "cummax":
                    cases.values(op, where, params, [x], f)
            for descending in (False, True):
                named = where + (", descending" if descending else "")
                both = params | {"descending": descending}
                cases.values("sort", named, both, [x], lambda x: x.sort(dim=axis, descending=descending, stable=True)[0])
                cases.values("argsort", named, both, [x], lambda x: x.argsort(dim=axis, descending=descending, stable=True))
            for largest in (False, True):
                named = where + (", largest" if largest else ", smallest")
                both = params | {"k": 2, "largest": largest}
                cases.values("topk", named, both, [x], lambda x: x.topk(2, axis, largest)[0])


def special_pairs(cases):
    some = [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 2.5]
    pairs = list(itertools.product(some, some))
    a = torch.tensor([p[0] for p in pairs], dtype=torch.float64)
    b = torch.tensor([p[1] for p in pairs], dtype=torch.float64)
    for op, f in (BINARY | COMPARISONS).items():
        cases.values(op, "every pair of special values", {}, [a, b], f)
    bounds = {"min": -1.0, "max": 1.0}
    cases.values("clamp", "special values", bounds, [torch.tensor(some).double()], lambda x: x.clamp(-1, 1))


def ties(cases):
    """Slopes where a maximum is not alone."""
    x = torch.tensor([[1.0, 2.0, 2.0, 0.5], [3.0, 3.0, 3.0, 3.0]], dtype=torch.float64)
    for op in ("amax", "amin"):
        for axes in ([1], [0], [0, 1]):
            params = {"axes": axes, "keep": False}
            f = over(op, tuple(axes), False)
            cases.add(op, f"ties over {axes}", params, [x], f)
    y = torch.tensor([[1.0, 1.0, 2.0, 2.0], [3.0, 2.0, 3.0, 4.0]], dtype=torch.float64)
    for op in ("max", "min"):
        cases.add(op, "ties", {}, [x, y], BINARY[op])
    edge = torch.tensor([-1.5, -1.0, 0.25, 1.0, 1.5], dtype=torch.float64)
    cases.add("clamp", "at the bounds", {"min": -1.0, "max": 1.0}, [edge], lambda x: x.clamp(-1, 1))
    zeros = torch.tensor([0.0, -0.0, 1.0, -1.0], dtype=torch.float64)
    for op, f in {"relu": torch.relu, "abs": torch.abs, "sign": torch.sign, "square": torch.square}.items():
        cases.add(op, "at zero", {}, [zeros], f)


def main():
    cases = Cases()
    broadcasting(cases)
    small_axes(cases)
    special_rows(cases)
    special_pairs(cases)
    ties(cases)
    cases.write("tensor/src/test/resources/vectors/edges.jsonl")


if __name__ == "__main__":
    main()
