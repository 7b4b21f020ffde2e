"""nanoGPT's setting for a CPU (4 layers, 4 heads, 128 wide, context 64, batch 12, 2,000 steps) in PyTorch, eager:
python3 bench/python/characters.py tinyshakespeare.txt [STEPS [SEED]]. PyTorch 2.13; THREADS is the number of threads."""
import math
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

CONTEXT, BATCH, LAYERS, HEADS, WIDTH, WARM_UP = 64, 12, 4, 4, 128, 100
torch.set_num_threads(int(os.environ.get("THREADS", os.cpu_count())))
torch.manual_seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)

text = open(sys.argv[1], encoding="utf-8").read()
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
characters = sorted(set(text))
numbers = torch.tensor([characters.index(c) for c in text])
split = len(numbers) * 9 // 10
seen, unseen = numbers[:split], numbers[split:]


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.output = nn.Linear(WIDTH, 3 * WIDTH, bias=False), nn.Linear(WIDTH, WIDTH, bias=False)
        self.first, self.second = nn.Linear(WIDTH, 4 * WIDTH, bias=False), nn.Linear(4 * WIDTH, WIDTH, bias=False)

    def forward(self, x):
        b, t, _ = x.shape
        q, k, v = (p.view(b, t, HEADS, -1).transpose(1, 2) for p in self.qkv(self.norm1(x)).split(WIDTH, 2))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.output(y.transpose(1, 2).reshape(b, t, WIDTH))
        return x + self.second(F.gelu(self.first(self.norm2(x))))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.places = nn.Embedding(len(characters), WIDTH), nn.Embedding(CONTEXT, WIDTH)
        self.blocks, self.norm = nn.Sequential(*(Block() for _ in range(LAYERS))), nn.LayerNorm(WIDTH)
        for name, p in self.named_parameters():
            if p.dim() == 2:
                added = name.endswith(("output.weight", "second.weight"))
                nn.init.normal_(p, std=0.02 / math.sqrt(2 * LAYERS) if added else 0.02)
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def forward(self, x):
        x = self.tokens(x) + self.places.weight[: x.size(1)]
        return self.norm(self.blocks(x)) @ self.tokens.weight.T


def loss(model, x, y):
    return F.cross_entropy(model(x).flatten(0, 1), y.flatten())


def rate(step):
    if step < WARM_UP:
        return 1e-3 * (step + 1) / WARM_UP
    return 1e-3 * (0.1 + 0.9 * (1 + math.cos(math.pi * (step - WARM_UP) / max(1, steps - WARM_UP))) / 2)


model = Gpt()
matrices = [p for p in model.parameters() if p.dim() >= 2]
vectors = [p for p in model.parameters() if p.dim() < 2]
optimiser = torch.optim.AdamW(
    [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}],
    betas=(0.9, 0.99),
    fused=True,
)
start = time.perf_counter()
for step in range(steps):
    at = torch.randint(len(seen) - CONTEXT, (BATCH,))
    x = torch.stack([seen[i : i + CONTEXT] for i in at])
    y = torch.stack([seen[i + 1 : i + 1 + CONTEXT] for i in at])
    for group in optimiser.param_groups:
        group["lr"] = rate(step)
    optimiser.zero_grad()
    value = loss(model, x, y)
    value.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    if (step + 1) % 100 == 0:
        print(f"step {step + 1}  loss {value.item():.4f}  {time.perf_counter() - start:.1f} s", file=sys.stderr, flush=True)
seconds = time.perf_counter() - start

windows = (len(unseen) - 1) // CONTEXT
x = unseen[: windows * CONTEXT].view(-1, CONTEXT)
y = unseen[1 : windows * CONTEXT + 1].view(-1, CONTEXT)
with torch.inference_mode():
    total = sum(loss(model, a, b).item() * len(a) for a, b in zip(x.split(64), y.split(64))) / len(x)
count = sum(p.numel() for p in model.parameters())
print(f"pytorch {torch.__version__}: {count:,} parameters, {steps:,} steps in {seconds:.1f} s; validation loss {total:.4f}")
