"""The workloads of the bench in JAX, each step one function compiled by XLA: python3 bench/python/jax_xla.py [WORKLOAD ...]"""
import jax
import jax.numpy as jnp
from jax import lax

from steady import chosen, first, report

WHO = "jax"
keys = iter(jax.random.split(jax.random.PRNGKey(1), 1000))


def normal(*shape, scale=1.0):
    return scale * jax.random.normal(next(keys), shape)


def linear(inputs, outputs):
    return {"w": normal(inputs, outputs, scale=inputs**-0.5), "b": jnp.zeros(outputs)}


def affine(p, x):
    return x @ p["w"] + p["b"]


def cross_entropy(logits, labels):
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], 1).mean()


def sgd(theta, gradient, state):
    return jax.tree.map(lambda p, g: p - 0.01 * g, theta, gradient), state


def adam(theta, gradient, state):
    t, m, v = state
    t = t + 1
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
    a, b = 1 - 0.9**t, 1 - 0.999**t
    return jax.tree.map(lambda p, m, v: p - 1e-3 * (m / a) / (jnp.sqrt(v / b) + 1e-8), theta, m, v), (t, m, v)


def train(workload, theta, optimiser, samples, loss, unit="samples/s"):
    state = (jnp.zeros(()), jax.tree.map(jnp.zeros_like, theta), jax.tree.map(jnp.zeros_like, theta))

    def step(theta, state):
        value, gradient = jax.value_and_grad(loss)(theta)
        theta, state = optimiser(theta, gradient, state)
        return theta, state, value

    compiled = jax.jit(step, donate_argnums=(0, 1))
    held = [jax.tree.map(jnp.array, theta), state]

    def call():
        held[0], held[1], value = compiled(*held)
        return float(value)

    report(workload, WHO, unit, samples, call)


def infer(workload, theta, samples, model, x):
    compiled = jax.jit(model)
    report(workload + "-inference", WHO, "samples/s", samples, lambda: compiled(theta, x).block_until_ready())


def line_setting():
    x = normal(3200, 1)
    y = x * 3 + 2

    def step(theta, key):
        picked = jax.random.randint(key, (32,), 0, 3200)
        loss = lambda theta: jnp.mean((affine(theta, x[picked]) - y[picked]) ** 2)
        value, gradient = jax.value_and_grad(loss)(theta)
        return sgd(theta, gradient, ())[0], value

    return jax.jit(step), linear(1, 1)


def line():
    step, theta = line_setting()
    held = [theta]
    some = list(jax.random.split(next(keys), 1024))
    at = [0]

    def call():
        at[0] = (at[0] + 1) % 1024
        held[0], value = step(held[0], some[at[0]])
        return float(value)

    report("line", WHO, "steps/s", 1, call)


def mlp():
    x, labels = normal(64, 784), jax.random.randint(next(keys), (64,), 0, 10)

    def model(theta, x):
        for p in theta[:-1]:
            x = jax.nn.relu(affine(p, x))
        return affine(theta[-1], x)

    theta = [linear(784, 256), linear(256, 256), linear(256, 10)]
    for name, optimiser in ("mlp-sgd", sgd), ("mlp-adam", adam):
        train(name, theta, optimiser, 64, lambda theta: cross_entropy(model(theta, x), labels))
    infer("mlp", theta, 64, model, x)


def convolve(p, x, padding):
    return lax.conv_general_dilated(x, p["w"], (1, 1), padding, dimension_numbers=("NHWC", "HWIO", "NHWC")) + p["b"]


def convolution(window, inputs, outputs):
    return {"w": normal(window, window, inputs, outputs, scale=(window**2 * inputs) ** -0.5), "b": jnp.zeros(outputs)}


def pool(x):
    return lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def lenet():
    theta = [convolution(5, 1, 6), convolution(5, 6, 16), linear(400, 120), linear(120, 84), linear(84, 10)]

    def model(theta, x):
        x = pool(jax.nn.relu(convolve(theta[0], x, "SAME")))
        x = pool(jax.nn.relu(convolve(theta[1], x, "VALID"))).reshape(len(x), -1)
        return affine(theta[4], jax.nn.relu(affine(theta[3], jax.nn.relu(affine(theta[2], x)))))

    pictures("lenet", theta, model, normal(64, 28, 28, 1))


def vgg():
    theta = [convolution(3, i, o) for i, o in ((3, 32), (32, 32), (32, 64), (64, 64), (64, 128))]
    theta += [linear(2048, 256), linear(256, 10)]

    def model(theta, x):
        for i in range(5):
            x = jax.nn.relu(convolve(theta[i], x, "SAME"))
            x = pool(x) if i in (1, 3, 4) else x
        return affine(theta[6], jax.nn.relu(affine(theta[5], x.reshape(len(x), -1))))

    pictures("vgg", theta, model, normal(32, 32, 32, 3))


def pictures(name, theta, model, x):
    labels = jax.random.randint(next(keys), (len(x),), 0, 10)
    train(name, theta, sgd, len(x), lambda theta: cross_entropy(model(theta, x), labels))
    infer(name, theta, len(x), model, x)


def recurrent(name, gates, cell, hidden):
    x = normal(32, 50, 64)
    scale = hidden**-0.5
    theta = {
        "w": normal(64, gates * hidden, scale=scale),
        "u": normal(hidden, gates * hidden, scale=scale),
        "b": jnp.zeros(gates * hidden),
        "c": jnp.zeros(gates * hidden),
    }

    def model(theta, x):
        seen = (x @ theta["w"] + theta["b"]).transpose(1, 0, 2)
        start = jnp.zeros((len(x), hidden))
        return lax.scan(lambda s, a: cell(theta, s, a), (start, start), seen)[1]

    train(name, theta, adam, 32, lambda theta: jnp.mean(model(theta, x) ** 2))
    infer(name, theta, 32, model, x)


def lstm_cell(theta, state, a):
    h, c = state
    i, f, g, o = jnp.split(a + h @ theta["u"] + theta["c"], 4, -1)
    c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
    h = jax.nn.sigmoid(o) * jnp.tanh(c)
    return (h, c), h


def gru_cell(theta, state, a):
    h, unused = state
    r, z, n = jnp.split(a, 3, -1)
    hr, hz, hn = jnp.split(h @ theta["u"] + theta["c"], 3, -1)
    r, z = jax.nn.sigmoid(r + hr), jax.nn.sigmoid(z + hz)
    h = (1 - z) * jnp.tanh(n + r * hn) + z * h
    return (h, unused), h


def block(name, width, heads):
    x = normal(16, 64, width)
    theta = {
        "qkv": linear(width, 3 * width),
        "out": linear(width, width),
        "up": linear(width, 4 * width),
        "down": linear(4 * width, width),
        "norm1": {"w": jnp.ones(width), "b": jnp.zeros(width)},
        "norm2": {"w": jnp.ones(width), "b": jnp.zeros(width)},
    }

    def norm(p, x):
        centred = x - x.mean(-1, keepdims=True)
        return centred * lax.rsqrt((centred**2).mean(-1, keepdims=True) + 1e-5) * p["w"] + p["b"]

    def model(theta, x):
        b, t, _ = x.shape
        parts = jnp.split(affine(theta["qkv"], norm(theta["norm1"], x)), 3, -1)
        q, k, v = (p.reshape(b, t, heads, -1).transpose(0, 2, 1, 3) for p in parts)
        a = jax.nn.softmax(q @ k.swapaxes(-1, -2) * (width / heads) ** -0.5)
        x = x + affine(theta["out"], (a @ v).transpose(0, 2, 1, 3).reshape(b, t, width))
        up = affine(theta["up"], norm(theta["norm2"], x))
        return x + affine(theta["down"], jax.nn.gelu(up, approximate=False))

    train(name, theta, adam, 16, lambda theta: jnp.mean(model(theta, x) ** 2))
    infer(name, theta, 16, model, x)


def elementwise():
    x = normal(1_000_000)
    functions = {
        "gelu-chain": lambda x: jax.nn.gelu(1.5 * x + 0.5, approximate=False),
        "exp": jnp.exp,
        "tanh": jnp.tanh,
        "sigmoid": jax.nn.sigmoid,
    }
    for name, f in functions.items():
        compiled = jax.jit(f)
        report(name, WHO, "MB/s", 8, lambda: compiled(x).block_until_ready())


def first_step():
    step, theta = line_setting()
    float(step(theta, next(keys))[1])
    first(WHO)


WORKLOADS = {
    "line": line,
    "mlp": mlp,
    "lenet": lenet,
    "vgg": vgg,
    "lstm-128": lambda: recurrent("lstm-128", 4, lstm_cell, 128),
    "gru-128": lambda: recurrent("gru-128", 3, gru_cell, 128),
    "lstm-512": lambda: recurrent("lstm-512", 4, lstm_cell, 512),
    "gru-512": lambda: recurrent("gru-512", 3, gru_cell, 512),
    "block-128": lambda: block("block-128", 128, 4),
    "block-512": lambda: block("block-512", 512, 8),
    "elementwise": elementwise,
    "first": first_step,
}

if __name__ == "__main__":
    chosen(WORKLOADS)
