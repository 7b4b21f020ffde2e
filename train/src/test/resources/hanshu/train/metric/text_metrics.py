"""Scores difficult translations with sacreBLEU, for TextMetricsTest; writes text_metrics.json beside this file.

    pip install sacrebleu==2.6.0
    python text_metrics.py
"""
import json
import pathlib

from sacrebleu.metrics import BLEU, CHRF

CORPORA = {
    "english": (
        ["The cat sat on the mat.", "A dog, barks at 3.14 p.m. - loudly!", "It costs $1,000.00 &amp; more", "so long lives this"],
        [["The cat is on the mat.", "The dog barks, at 3.14 p.m. loudly!", "It costs $1,000 & more (than that)", "so long lives this, and this"],
         ["There is a cat on the mat", "Some dog barked at 3.14.", "The price is $1,000.00 & more", "as long as this lives"]]),
    "chinese": (
        ["我爱北京天安门。", "今天 weather 很好,25度", "“你好”——他说…", "𠀀字 ﾊﾝｶｸ 100%"],
        [["我爱天安门。", "今天天气很好，25度", "“你好”，他说……", "𠀀字 半角 100%"],
         ["我喜欢北京的天安门！", "今天的天气 is 好, 25度", "他说：“你好”", "字 ﾊﾝｶｸ 100 %"]]),
    "hardly": (["completely different words here", "x", ""], [["nothing here in common", "x y z", "empty"]]),
    "nothing": (["a b c d e"], [["v w x y z"]]),
    "short": (["the cat"], [["the cat sat on the mat"]]),
    "same": (["the cat sat on the mat", "ein Hund läuft über die Straße"], [["the cat sat on the mat", "ein Hund läuft über die Straße"]]),
    "odd": (["foo-bar 3-4 a\u00a0b\u3000c\td", "<skipped>x&quot;y&lt;z .5 5. ,a [b] {c} d/e@f", "end."],
            [["foo - bar 3 - 4 a b c d", "x \" y < z 0.5 5 . , a [ b ] { c } d / e @ f", "end ."]]),
}

cases = []
for name, (hypotheses, references) in CORPORA.items():
    for tokenizer in ["13a", "zh", "char", "none"]:
        for refs in {1, len(references)}:
            score = BLEU(tokenize=tokenizer).corpus_score(hypotheses, references[:refs])
            cases.append({"name": name, "cut": tokenizer, "translations": hypotheses,
                          "references": [list(r) for r in zip(*references[:refs])], "score": score.score,
                          "precisions": score.precisions, "penalty": score.bp, "length": score.sys_len,
                          "reference_length": score.ref_len,
                          "chrf": CHRF().corpus_score(hypotheses, references[:1]).score})
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(len(cases))
