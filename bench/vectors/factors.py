"""Writes nn/src/test/resources/vectors/factors.jsonl: interpolation by factors and without aliasing, made with torch 2.13.0
(CPU). Not where a picture gets twice the size by another factor than 2: there PyTorch takes 2 in pictures, not in series.

    python3 bench/vectors/factors.py
"""

from torch.nn import functional as F

from lines import Cases, Draw

MODES = {
    "NEAREST": ("nearest", "nearest", None),
    "NEAREST_EXACT": ("nearest-exact", "nearest-exact", None),
    "LINEAR": ("linear", "bilinear", False),
    "LINEAR_ALIGNED": ("linear", "bilinear", True),
    "CUBIC": (None, "bicubic", False),
    "CUBIC_ALIGNED": (None, "bicubic", True),
}
SQUARE = {"LINEAR_ANTIALIASED": "bilinear", "CUBIC_ANTIALIASED": "bicubic"}


def channels_last(f):
    return lambda x: f(x.movedim(-1, 1)).movedim(1, -1).square()


def main():
    cases = Cases()
    for factor in (1.5, 2.0, 2.4, 0.6, 0.5, 1.0, 3.7):
        for interpolation, modes in MODES.items():
            for mode, shape in zip(modes, ((1, 5, 2), (1, 3, 4, 2))):
                if mode is None:
                    continue
                name = f"{interpolation} of {list(shape)} by {factor}"
                params = {"interpolation": interpolation, "factor": factor}
                f = channels_last(lambda x: F.interpolate(x, scale_factor=factor, mode=mode, align_corners=modes[2]))
                cases.add("upsample", name, params, [Draw("upsample", name).normal(*shape)], f)
    for interpolation, mode in SQUARE.items():
        for size, space in (((7, 6), (3, 2)), ((4, 5), (6, 8)), ((5, 5), (5, 5)), ((9, 4), (2, 7)), ((1, 6), (3, 1))):
            name = f"{interpolation} {list(size)} to {list(space)}"
            params = {"interpolation": interpolation, "space": space}
            f = channels_last(lambda x: F.interpolate(x, size=space, mode=mode, antialias=True))
            cases.add("resize", name, params, [Draw("resize", name).normal(1, *size, 2)], f)
    cases.write("nn/src/test/resources/vectors/factors.jsonl")


if __name__ == "__main__":
    main()
