"""Writes tensor/src/test/resources/vectors/fourier.jsonl: torch.fft, of PyTorch 2.13.

    python3 bench/vectors/fourier.py

Complex tensors are written as view_as_real shows them. The result is squared, so that it has second derivatives.
"""

import torch

from lines import Draw, derivatives, write

NORMS = ["backward", "ortho", "forward"]


def complex_of(x):
    return torch.view_as_complex(x)


def pairs(y):
    return torch.view_as_real(y.resolve_conj()) if y.is_complex() else y


def one_axis(lines):
    cases = [([n], n, 0) for n in (1, 2, 3, 4, 5, 8, 12, 15, 37)]
    cases += [([2, 6], 4, 1), ([2, 6], 9, -1), ([2, 5, 3], 5, 1), ([5, 2], 8, 0)]
    for i, (shape, n, axis) in enumerate(cases):
        for norm in NORMS if i % 3 == 1 else NORMS[:1]:
            name = f"{shape} to {n} along {axis}, {norm}"
            params = {"n": n, "axis": axis, "norm": norm}
            x = Draw("fourier", name).normal(*shape)
            z = Draw("fourier complex", name).normal(*shape, 2)
            real = {"rfft": torch.fft.rfft, "fftReal": torch.fft.fft}
            for op, f in real.items():
                lines.append(derivatives(op, name, params, [x], lambda x: pairs(f(x, n, axis, norm)).square()))
            for op in ("fft", "ifft", "irfft"):
                f = lambda z: pairs(getattr(torch.fft, op)(complex_of(z), n, axis, norm)).square()
                lines.append(derivatives(op, name, params, [z], f))


def several_axes(lines):
    for shape, sizes, axes in [
        ([3, 4], [3, 4], [-2, -1]), ([2, 3, 5], [4, 4], [0, 2]), ([2, 3, 4], [2, 3, 4], [0, 1, 2]),
        ([4, 3, 2], [3, 5], [1, 0]),
    ]:
        for norm in NORMS:
            name = f"{shape} to {sizes} over {axes}, {norm}"
            params = {"sizes": sizes, "axes": axes, "norm": norm}
            x = Draw("fourier", name).normal(*shape)
            z = Draw("fourier complex", name).normal(*shape, 2)
            f = lambda x: pairs(torch.fft.rfftn(x, sizes, axes, norm)).square()
            lines.append(derivatives("rfftn", name, params, [x], f))
            for op in ("fftn", "ifftn", "irfftn"):
                f = lambda z: pairs(getattr(torch.fft, op)(complex_of(z), sizes, axes, norm)).square()
                lines.append(derivatives(op, name, params, [z], f))


def main():
    lines = []
    one_axis(lines)
    several_axes(lines)
    write("tensor/src/test/resources/vectors/fourier.jsonl", lines)


if __name__ == "__main__":
    main()
