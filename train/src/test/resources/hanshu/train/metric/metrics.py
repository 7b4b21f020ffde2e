"""Writes metrics.json: random rows and what scikit-learn, SciPy and NumPy say of them (seeded; run once)."""
import json

import numpy as np
import sklearn
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn import metrics as m

random = np.random.default_rng(20261122)
cases = {"scikit-learn": sklearn.__version__, "regression": [], "classification": [], "temperature": []}
for n, scale in [(2, 1.0), (7, 1e-3), (50, 1e6), (400, 1.0)]:
    truth = random.normal(3, 1, n) * scale
    predicted = truth + random.normal(0, 0.7, n) * scale
    cases["regression"].append({
        "truth": truth.tolist(), "predicted": predicted.tolist(),
        "rmse": m.root_mean_squared_error(truth, predicted), "mae": m.mean_absolute_error(truth, predicted),
        "r2": m.r2_score(truth, predicted)})
for n, classes, digits in [(12, 2, 1), (200, 2, 2), (40, 3, 1), (300, 7, 2)]:
    truth = np.concatenate([np.arange(classes), random.integers(0, classes, n - classes)])
    raw = random.dirichlet(np.ones(classes), n) + 0.6 * np.eye(classes)[truth] * random.random((n, 1))
    units = 10 ** digits  # few digits make ties
    rounded = np.floor(raw / raw.sum(1, keepdims=True) * units)
    rounded[:, 0] += units - rounded.sum(1)
    p = rounded / units
    predicted = p.argmax(1)
    confidence = p.max(1)
    ece = 0.0
    for b in range(15):
        inside = (confidence > b / 15) & (confidence <= (b + 1) / 15)
        if inside.any():
            ece += inside.mean() * abs((predicted == truth)[inside].mean() - confidence[inside].mean())
    two = classes == 2
    cases["classification"].append({
        "truth": truth.tolist(), "probability": p.tolist(),
        "accuracy": m.accuracy_score(truth, predicted),
        "balanced_accuracy": m.balanced_accuracy_score(truth, predicted),
        "f1": m.f1_score(truth, predicted, average="binary" if two else "macro"),
        "auroc": m.roc_auc_score(truth, p[:, 1]) if two else m.roc_auc_score(truth, p, multi_class="ovr"),
        "log_loss": m.log_loss(truth, p, labels=list(range(classes))),
        "ece": ece,
        "confusion": m.confusion_matrix(truth, predicted, labels=list(range(classes))).tolist()})
for n, classes, sharp in [(30, 3, 4.0), (200, 2, 0.3), (9, 4, 1.0)]:
    truth = random.integers(0, classes, n)
    logits = (random.normal(0, 1, (n, classes)) + 1.2 * np.eye(classes)[truth]) * sharp
    count = np.bincount(truth, minlength=classes)[truth]
    sure = (count + 1) / (count + 2)  # Platt 1999
    target = np.where(np.eye(classes)[truth] > 0, sure[:, None], ((1 - sure) / (classes - 1))[:, None])
    best = minimize_scalar(
        lambda t: -(target * log_softmax(logits / np.exp(t), axis=1)).sum(), bounds=(-6, 6), method="bounded",
        options={"xatol": 1e-12})
    cases["temperature"].append({
        "truth": truth.tolist(), "logits": logits.tolist(), "temperature": float(np.exp(best.x))})
with open("metrics.json", "w") as file:
    json.dump(cases, file)
    file.write("\n")
