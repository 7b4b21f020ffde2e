"""Writes attention_modules.jsonl and weighted.jsonl in nn/src/test/resources/vectors: PyTorch's own modules, made with
torch 2.13.0 (CPU).

    python3 bench/vectors/modules.py

nn.MultiheadAttention, nn.TransformerEncoderLayer, nn.TransformerDecoderLayer, scaled_dot_product_attention,
spectral_norm and weight_norm of linear layers and convolutions. Inputs are in Hanshu's layout.
"""

import torch
from torch import nn
from torch.func import functional_call
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.utils import parametrizations

from lines import Cases, Draw

BATCH, WIDTH, INNER = 2, 6, 5


def attention_weights(draw):
    """Weight (in, out) and bias of query, key, value and output."""
    return [t for _ in range(4) for t in (draw.uniform(-1, 1, WIDTH, WIDTH), draw.uniform(-1, 1, WIDTH))]


def attention_theta(prefix, w):
    return {
        prefix + "in_proj_weight": torch.cat([w[0].t(), w[2].t(), w[4].t()]),
        prefix + "in_proj_bias": torch.cat([w[1], w[3], w[5]]),
        prefix + "out_proj.weight": w[6].t(),
        prefix + "out_proj.bias": w[7],
    }


def norm(draw):
    return [draw.uniform(0.5, 1.5, WIDTH), draw.normal(WIDTH)]


def feed_forward(draw):
    sizes = ((WIDTH, INNER), (INNER,), (INNER, WIDTH), (WIDTH,))
    return [draw.uniform(-1, 1, *size) for size in sizes]


def feed_forward_theta(w):
    return {"linear1.weight": w[0].t(), "linear1.bias": w[1], "linear2.weight": w[2].t(), "linear2.bias": w[3]}


def norm_theta(name, w):
    return {name + ".weight": w[0], name + ".bias": w[1]}


def causal(n, dtype):
    return nn.Transformer.generate_square_subsequent_mask(n, dtype=dtype)


def hidden(lengths, n):
    """nn.MultiheadAttention's mask of padding holds where nobody may look."""
    return torch.arange(n).unsqueeze(0) >= torch.tensor(lengths).unsqueeze(1)


def scaled_dot_product(cases):
    for heads, groups, queries, keys, mask in (
        (4, 2, 3, 5, None),
        (4, 1, 4, 4, "causal"),
        (6, 3, 1, 5, None),
        (6, 6, 5, 5, "causal"),
        (4, 2, 3, 5, "bool"),
    ):
        name = f"{heads} heads, {groups} for keys and values, {queries} × {keys}" + (f", {mask}" if mask else "")
        draw = Draw("groupedQueries", name)
        inputs = [
            draw.normal(BATCH, heads, queries, 3),
            draw.normal(BATCH, groups, keys, 3),
            draw.normal(BATCH, groups, keys, 2),
        ]
        if mask == "bool":
            seen = draw.mask(queries, keys)
            seen[:, 0] = True
            inputs.append(seen)

        def f(q, k, v, seen=None):
            return nn.functional.scaled_dot_product_attention(
                q, k, v, attn_mask=seen, is_causal=mask == "causal", enable_gqa=True
            )

        params = {"causal": mask == "causal", "source": "scaled_dot_product_attention(enable_gqa=True)"}
        cases.add("groupedQueries", name, params, inputs, f)


def multi_head(cases):
    for heads in (1, 2, 3):
        for kind in ("self", "across", "causal", "padding"):
            name = f"nn.MultiheadAttention, {heads} heads, {kind}"
            draw = Draw("multiHead", name)
            n = 5 if kind == "across" else 4
            inputs = [draw.normal(BATCH, 4, WIDTH), draw.normal(BATCH, n, WIDTH)] + attention_weights(draw)
            lengths = [4, 2]

            def f(x, memory, *w):
                module = nn.MultiheadAttention(WIDTH, heads, batch_first=True, dtype=x.dtype)
                m = memory if kind == "across" else x
                options = {"need_weights": False}
                if kind == "causal":
                    options["attn_mask"] = causal(4, x.dtype)
                if kind == "padding":
                    options["key_padding_mask"] = hidden(lengths, 4)
                return functional_call(module, attention_theta("", w), (x, m, m), options)[0]

            params = {"heads": heads, "cross": kind == "across", "causal": kind == "causal"}
            if kind == "padding":
                params["lengths"] = lengths
            cases.add("multiHead", name, params, inputs, f)


def layers(cases):
    for norm_first in (True, False):
        for masked in (True, False):
            where = ("norms before" if norm_first else "norms after") + (", causal" if masked else "")
            params = {"normFirst": norm_first, "causal": masked}

            name = "nn.TransformerEncoderLayer, " + where
            draw = Draw("encoderLayer", name)
            inputs = [draw.normal(BATCH, 3, WIDTH)] + attention_weights(draw) + norm(draw) + feed_forward(draw)
            inputs += norm(draw)

            def encoder(x, *w):
                module = nn.TransformerEncoderLayer(
                    WIDTH, 2, INNER, dropout=0.0, batch_first=True, norm_first=norm_first, dtype=x.dtype
                )
                theta = attention_theta("self_attn.", w[:8]) | norm_theta("norm1", w[8:10])
                theta |= feed_forward_theta(w[10:14]) | norm_theta("norm2", w[14:16])
                mask = causal(3, x.dtype) if masked else None
                return functional_call(module, theta, (x,), {"src_mask": mask})

            cases.add("encoderLayer", name, params, inputs, encoder)

            name = "nn.TransformerDecoderLayer, " + where
            draw = Draw("decoderLayer", name)
            inputs = [draw.normal(BATCH, 3, WIDTH), draw.normal(BATCH, 4, WIDTH)]
            inputs += attention_weights(draw) + norm(draw) + attention_weights(draw) + norm(draw)
            inputs += feed_forward(draw) + norm(draw)

            def decoder(x, memory, *w):
                module = nn.TransformerDecoderLayer(
                    WIDTH, 2, INNER, dropout=0.0, batch_first=True, norm_first=norm_first, dtype=x.dtype
                )
                theta = attention_theta("self_attn.", w[:8]) | norm_theta("norm1", w[8:10])
                theta |= attention_theta("multihead_attn.", w[10:18]) | norm_theta("norm2", w[18:20])
                theta |= feed_forward_theta(w[20:24]) | norm_theta("norm3", w[24:26])
                mask = causal(3, x.dtype) if masked else None
                return functional_call(module, theta, (x, memory), {"tgt_mask": mask})

            cases.add("decoderLayer", name, params, inputs, decoder)


def first(x):
    """Channels last to channels first."""
    return x.movedim(-1, 1)


def weight_first(w):
    """(window…, in/groups, out) to (out, in/groups, window…), also of transposed convolutions."""
    return w.movedim(-1, 0).movedim(-1, 1)


WEIGHTED = {
    # name: module, x, weight in Hanshu's layout, outputs
    "Linear": (lambda: nn.Linear(5, 3), (4, 5), (5, 3), 3),
    "Conv1d": (lambda: nn.Conv1d(2, 3, 2), (2, 5, 2), (2, 2, 3), 3),
    "Conv2d": (lambda: nn.Conv2d(2, 4, (3, 2)), (2, 5, 4, 2), (3, 2, 2, 4), 4),
    "Conv2d, groups": (lambda: nn.Conv2d(4, 6, 2, groups=2), (2, 3, 3, 4), (2, 2, 2, 6), 6),
    "ConvTranspose2d": (lambda: nn.ConvTranspose2d(3, 2, 2), (2, 3, 2, 3), (2, 2, 2, 3), 2),
}


def apply(module, kind, theta, x):
    if kind == "Linear":
        return functional_call(module, theta, (x,))
    return functional_call(module, theta, (first(x),)).movedim(1, -1)


def weight_norm(cases):
    """The second derivative of torch._weight_norm is wrong (gradgradcheck says so, in 2.13.0): H·v is of the formula."""
    for kind, (make, shape, weight, out) in WEIGHTED.items():
        draw = Draw("weightNorm", "weight_norm, " + kind)
        inputs = [draw.normal(*shape), draw.normal(*weight), draw.uniform(0.5, 2, weight[-1]), draw.normal(out)]

        def f(x, v, g, b):
            module = parametrizations.weight_norm(make().to(x.dtype))
            theta = {
                "parametrizations.weight.original0": g.reshape([-1] + [1] * (v.dim() - 1)),
                "parametrizations.weight.original1": v.t() if kind == "Linear" else weight_first(v),
                "bias": b,
            }
            return apply(module, kind, theta, x)

        def composed(x, v, g, b):
            w = v * (g / v.square().sum(tuple(range(v.dim() - 1))).sqrt())
            return apply(make().to(x.dtype), kind, {"weight": w.t() if kind == "Linear" else weight_first(w), "bias": b}, x)

        params = {"layer": kind, "source": "the module; H·v composed"}
        cases.add("weightNorm", "weight_norm, " + kind, params, inputs, f)
        second = Cases()
        second.add("weightNorm", "weight_norm, " + kind, params, inputs, composed)
        line, right = cases.lines[-1], second.lines[-1]
        line["hvp"], line["float32"]["hvp"] = right["hvp"], right["float32"]["hvp"]


def spectral_norm(cases):
    for kind, (make, shape, weight, out) in WEIGHTED.items():
        for training in (False, True):
            name = f"spectral_norm, {kind}, " + ("training" if training else "evaluating")
            draw = Draw("spectralNorm", name)
            transposed = kind == "ConvTranspose2d"
            outputs = weight[-2] if transposed else weight[-1]
            w = draw.normal(*weight)
            inputs = [draw.normal(*shape), w, draw.normal(out)]
            u = draw.normal(outputs)
            v = draw.normal(w.numel() // outputs)
            u, v = u / u.norm(), v / v.norm()

            # v lies over what an output sums up: in PyTorch (in, window…), here (window…, in)
            rest = list(weight[:-2]) + [weight[-1] if transposed else weight[-2]]
            theirs = v.reshape(rest).movedim(-1, 0).reshape(-1) if kind != "Linear" else v

            def f(x, w, b):
                module = parametrizations.spectral_norm(make().to(x.dtype))
                module.train(training)
                prefix = "parametrizations.weight."
                theta = {
                    prefix + "original": w.t() if kind == "Linear" else weight_first(w),
                    prefix + "0._u": u.to(x.dtype, copy=True),  # training writes it
                    prefix + "0._v": theirs.to(x.dtype, copy=True),
                    "bias": b,
                }
                return apply(module, kind, theta, x)

            params = {"layer": kind, "training": training, "u": u.tolist(), "v": v.tolist()}
            cases.add("spectralNorm", name, params, inputs, f)


def main():
    cases = Cases()
    with sdpa_kernel(SDPBackend.MATH):  # the others have no second derivative
        scaled_dot_product(cases)
        multi_head(cases)
        layers(cases)
    cases.write("nn/src/test/resources/vectors/attention_modules.jsonl")
    cases = Cases()
    weight_norm(cases)
    spectral_norm(cases)
    cases.write("nn/src/test/resources/vectors/weighted.jsonl")


if __name__ == "__main__":
    main()
