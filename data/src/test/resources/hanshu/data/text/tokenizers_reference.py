"""Trains small tokenizers with the reference library and records how they encode difficult texts.

Writes NAME.tokenizer.json and NAME.cases.json beside this file for each tokenizer below. The lines of training.txt are by
Shakespeare, Jefferson, Goethe, Confucius, Laozi and poets of the Tang: in the public domain.

    pip install tokenizers==0.22.2 sentencepiece==0.2.2
    python tokenizers_reference.py

Offsets are recorded in UTF-16 units, as Java counts characters (the library counts code points).
"""
import io
import json
import os
import pathlib
import tempfile

import sentencepiece
import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

HERE = pathlib.Path(__file__).parent

TRAINING = (HERE / "training.txt").read_text(encoding="utf-8").splitlines()

CASES = [
    "", " ", "   ", "\n", "\t \n", "a", "Hello, world!", "Shall I compare thee to a summer's day?",
    "  two  spaces   and\ttabs\nand lines\r\nhere ", "UPPER lower MiXed", "it's we've they'll I'm don't he'd you're",
    "summer summers summery unsummered", "3.14 1,000 25 2026-11-22 1e10", "a.b,c;d!e?f(g)h[i]{j}", "..., --- ???!!",
    "fair" * 30, "x" * 120, "naïve café Über Größe Straße", "nai\u0308ve cafe\u0301 U\u0308ber", "\u0301 leading mark", "e\u0301\u0323\u0302 many marks",
    "a\u0323\u0301 a\u0301\u0323", "\u212b \ufb01ne \u2460 \uff21\uff22\uff43 \u33a5 \u1e9b\u0323", "İstanbul ΣΑΣ ẞ ŉ ǰ", "床前明月光", "学而时习之，不亦说乎？",
    "我爱 Java 25，你呢？", "中文English混合text测试123", "繁體中文與简体", "いろはにほへと カタカナ ﾊﾝｶｸ", "한국어 문장 입니다 각 \u1100\u1161\u11a8", "Привет, мир", "مرحبا بالعالم", "שלום עולם",
    "नमस्ते दुनिया क्षि", "สวัสดีชาวโลก", "😀", "👍🏽 👨‍👩‍👧‍👦 🇨🇳 ❤️", "a😀b👍c", "text😀😀text", "𝕳𝖊𝖑𝖑𝖔 𠀀𠮷", "zero\u200bwidth\u200djoin\ufeffer soft\u00adhyphen",
    "nul\x00 bell\x07 esc\x1b del\x7f nel\x85", "nbsp\u00a0thin\u2009ideographic\u3000line\u2028para\u2029end", "\u202eright to left\u202c", "\ufffd replacement \ufffe\uffff",
    "private \ue000 unassigned \u0378 \U000e0041", "tab\tin\tside", "Ｆｕｌｌ　ｗｉｄｔｈ", "“quotes” ‘single’ — dash … ellipsis « »", "¥€$£ ©®™ °C ½ ² ∑ ∞ ≠ ≤", "$1+2=3^4~`|<tag>",
    "[CLS] hello [SEP] [MASK] world[MASK]!", "<s> hello </s> <mask> world<mask>! <unk> <pad>", "say [mask] or  [MASK]  now", "▁already▁marked", "Ġalready Ċ marked", "##already", "</w> end",
    "<0xE4> bytes <0x0A>", "http://example.com/a?b=c&d=e#f", "user@example.com @name #tag", "snake_case camelCase kebab-case __init__", "So long as men can breathe, or eyes can see, so long lives this.",
    "newword NEWWORD newwords", "  newword  ", "日本語newwordテキスト", "ß", "ﬃ", "\u3000", "a\u0000b", "é" * 20, "Ruh" + "\u0300" * 10,
]
PAIRS = [("Shall I compare thee", "to a summer's day?"), ("床前明月光", "疑是地上霜。"), ("", "x"), ("a", "")]


def utf16(text):
    """Where each code point begins, in UTF-16 units."""
    at = [0]
    for c in text:
        at.append(at[-1] + (2 if ord(c) > 0xFFFF else 1))
    return at


def record(name, tokenizer):
    tokenizer.save(str(HERE / f"{name}.tokenizer.json"), pretty=False)
    tokenizer = Tokenizer.from_file(str(HERE / f"{name}.tokenizer.json"))
    cases = []
    for pair in [(text,) for text in CASES] + PAIRS:
        encoding = tokenizer.encode(*pair)
        places = [utf16(text) for text in pair]
        offsets = []
        for (start, end), sequence in zip(encoding.offsets, encoding.sequence_ids):
            at = places[sequence or 0]
            offsets.append([at[start], at[end]] if sequence is not None else [start, end])
        cases.append({
            "text": list(pair),
            "ids": encoding.ids,
            "tokens": encoding.tokens,
            "offsets": offsets,
            "types": encoding.type_ids,
            "special": encoding.special_tokens_mask,
            "decoded": tokenizer.decode(encoding.ids),
            "with_special": tokenizer.decode(encoding.ids, skip_special_tokens=False),
        })
    lines = ",\n".join(json.dumps(case, ensure_ascii=True, separators=(",", ":")) for case in cases)
    (HERE / f"{name}.cases.json").write_text(f"[\n{lines}\n]\n")
    print(name, tokenizer.get_vocab_size())


def bert():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(TRAINING, trainers.WordPieceTrainer(
        vocab_size=400, min_frequency=1, special_tokens=special, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    tokenizer.decoder = decoders.WordPiece()
    record("wordpiece", tokenizer)

    tokenizer.normalizer = normalizers.BertNormalizer(
        clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False)
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer.decoder = decoders.WordPiece(cleanup=False)
    tokenizer.enable_truncation(9)
    tokenizer.enable_padding(length=12, pad_id=0, pad_token="[PAD]")
    record("wordpiece_cased_cut", tokenizer)

    tokenizer.enable_truncation(8, strategy="longest_first", direction="left")
    tokenizer.enable_padding(direction="left", pad_to_multiple_of=8, pad_id=0, pad_token="[PAD]")
    record("wordpiece_left", tokenizer)


def gpt2():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.train_from_iterator(TRAINING, trainers.BpeTrainer(
        vocab_size=600, special_tokens=["<|endoftext|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=True)
    tokenizer.decoder = decoders.ByteLevel()
    record("bpe_bytes", tokenizer)

    # As GPT-4 and its kin: cut by an expression, words that are tokens not cut further.
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(
            r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
            r"|\s*[\r\n]+|\s+(?!\S)|\s+"), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    tokenizer.model.ignore_merges = True
    record("bpe_split", tokenizer)


def roberta():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.train_from_iterator(TRAINING, trainers.BpeTrainer(
        vocab_size=500, special_tokens=["<s>", "<pad>", "</s>", "<unk>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    tokenizer.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=True)])
    tokenizer.add_tokens([AddedToken("newword", single_word=True, rstrip=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.decoder = decoders.ByteLevel()
    record("bpe_roberta", tokenizer)


def words_with_ends():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    tokenizer.train_from_iterator(TRAINING[:-1], trainers.BpeTrainer(
        vocab_size=450, special_tokens=["<unk>", "<pad>"], end_of_word_suffix="</w>", show_progress=False))
    tokenizer.decoder = decoders.BPEDecoder()
    record("bpe_words", tokenizer)


def llama():
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.train_from_iterator(TRAINING[:-1], trainers.BpeTrainer(
        vocab_size=600, max_token_length=12, show_progress=False,
        special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{b:02X}>" for b in range(256)]))
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s>:1 $B:1", special_tokens=[("<s>", 1)])
    tokenizer.decoder = decoders.Sequence([
        decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    # The bytes are ordinary tokens in such files, not added ones.
    parts = json.loads(tokenizer.to_str())
    parts["added_tokens"] = parts["added_tokens"][:3]
    record("bpe_fallback", Tokenizer.from_str(json.dumps(parts)))


def unigram():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.train_from_iterator(TRAINING, trainers.UnigramTrainer(
        vocab_size=330, unk_token="<unk>", special_tokens=["<pad>", "<unk>", "<s>", "</s>", "<mask>"], show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", pair="$A </s> $B:1 </s>:1", special_tokens=[("</s>", 3)])
    tokenizer.decoder = decoders.Metaspace()
    record("unigram", tokenizer)

    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Metaspace(prepend_scheme="first", split=False)])
    tokenizer.normalizer = precompiled()
    record("unigram_charsmap", tokenizer)


def precompiled():
    """A table of replacements as SentencePiece writes it, small enough to keep here."""
    rules = {"Ａ": "a", "Ｂ": "b", "ｃ": "c", "ﬁ": "fi", "ﬃ": "ffi", "　": " ", "\u00a0": " ", "\t": " ", "\u200b": "", "①": "1",
             "e\u0301": "é", "é": "e", "ü": "ue", "…": "...", "\u0301": "", "Ｆ": "F", "ｕ": "u", "㍥": "13点", "❤\ufe0f": "<3"}
    with tempfile.TemporaryDirectory() as folder:
        tsv = os.path.join(folder, "rules.tsv")
        with open(tsv, "w", encoding="utf-8") as out:
            for old, new in rules.items():
                out.write(" ".join(f"{ord(c):X}" for c in old) + "\t" + " ".join(f"{ord(c):X}" for c in new) + "\n")
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(TRAINING), model_writer=model, vocab_size=300, normalization_rule_tsv=tsv, hard_vocab_limit=False, minloglevel=2)
    return normalizers.Precompiled(charsmap(model.getvalue()))


def fields(message):
    """The (number, value) of the length-delimited fields of a protocol buffer."""
    def varint(at):
        value = shift = 0
        while True:
            value |= (message[at] & 0x7F) << shift
            shift += 7
            at += 1
            if message[at - 1] < 0x80:
                return value, at

    at = 0
    while at < len(message):
        key, at = varint(at)
        if key & 7 == 2:
            size, at = varint(at)
            yield key >> 3, message[at:at + size]
            at += size
        elif key & 7 == 0:
            _, at = varint(at)
        else:
            at += 4 if key & 7 == 5 else 8


def charsmap(model):
    normalizer = next(value for number, value in fields(model) if number == 3)  # ModelProto.normalizer_spec
    return next(value for number, value in fields(normalizer) if number == 2)  # NormalizerSpec.precompiled_charsmap


def words():
    tokenizer = Tokenizer(models.WordLevel(unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(TRAINING, trainers.WordLevelTrainer(
        vocab_size=300, special_tokens=["<unk>", "<pad>"], show_progress=False))
    tokenizer.add_tokens([AddedToken("[MASK]", lstrip=True, rstrip=True), AddedToken("newword", single_word=True), "ÜBER"])
    record("words", tokenizer)

    tokenizer.normalizer = normalizers.NFKD()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.CharDelimiterSplit(" "), pre_tokenizers.Digits(), pre_tokenizers.Punctuation("merged_with_previous")])
    record("words_split", tokenizer)


if __name__ == "__main__":
    print("tokenizers", tokenizers.__version__, "sentencepiece", sentencepiece.__version__)
    bert()
    gpt2()
    roberta()
    words_with_ends()
    llama()
    unigram()
    words()
