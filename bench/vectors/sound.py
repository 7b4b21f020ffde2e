"""Writes data/src/test/resources/vectors/sound.jsonl: WAV files of every coding, resampling, log-mel spectrograms and MFCC.

    python3 bench/vectors/sound.py

Needs librosa 0.11.0, soundfile 0.14.0, scipy 1.17.1 and numpy 2.4.6. WAV files are written and read again by libsndfile.
Resampling is the formula of torchaudio 2.x, functional._get_sinc_resample_kernel with sinc_interp_kaiser,
lowpass_filter_width 64, rolloff 0.9475937167399596 and beta 14.769656459379492, in F64. Spectrograms are librosa's,
cepstra scipy's.
"""

import base64
import io
import json
import math
from pathlib import Path

import librosa
import numpy as np
import scipy.fft
import soundfile

random = np.random.default_rng(4)


def numbers(array):
    return [float(f"{x:.7g}") for x in np.asarray(array).ravel()]


def wav(subtype, channels, container):
    sound = np.round(random.uniform(-1, 1, (9, channels)), 3)
    file = io.BytesIO()
    soundfile.write(file, sound, 11025, subtype=subtype, format=container)
    file.seek(0)
    read, rate = soundfile.read(file, dtype="float64", always_2d=True)
    return {
        "what": "wav",
        "name": f"{subtype} {channels} {container}",
        "bytes": base64.b64encode(file.getvalue()).decode(),
        "rate": rate,
        "samples": numbers(read.mean(axis=1)),
    }


def resample(x, source, target):
    divisor = math.gcd(source, target)
    a, b = source // divisor, target // divisor
    crossings, beta = 64, 14.769656459379492
    base = min(a, b) * 0.9475937167399596
    width = math.ceil(crossings * a / base)
    places = np.arange(-width, width + a)[None, :] / a
    t = (np.arange(0, -b, -1)[:, None] / b + places) * base
    t = np.clip(t, -crossings, crossings)
    window = np.i0(beta * np.sqrt(1 - (t / crossings) ** 2)) / np.i0(beta)
    kernels = np.sinc(t) * window * base / a
    padded = np.pad(x, (width, width + a))
    frames = np.stack([padded[i : i + kernels.shape[1]] for i in range(0, len(padded) - kernels.shape[1] + 1, a)])
    y = (frames @ kernels.T).ravel()
    return y[: math.ceil(b * len(x) / a)]


def main():
    cases = []
    for subtype in ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ULAW", "ALAW"]:
        cases.append(wav(subtype, 1, "WAV"))
        cases.append(wav(subtype, 2, "WAVEX"))
    for source, target in [(8000, 16000), (44100, 16000), (16000, 8000), (11025, 8000)]:
        x = np.round(random.uniform(-1, 1, 300), 4)
        cases.append(
            {
                "what": "resample",
                "from": source,
                "to": target,
                "samples": numbers(x),
                "expected": numbers(resample(x, source, target)),
            }
        )
    t = np.arange(1000) / 8000
    x = np.round(0.5 * np.sin(2 * np.pi * 440 * t) + 0.3 * np.sin(2 * np.pi * 1700 * t * (1 + t)), 4)
    for htk in [True, False]:
        mel = librosa.feature.melspectrogram(
            y=x,
            sr=8000,
            n_fft=256,
            win_length=200,
            hop_length=80,
            n_mels=20,
            fmin=20,
            fmax=4000,
            htk=htk,
            norm=None if htk else "slaney",
            center=True,
            pad_mode="constant",
            power=2,
        )
        logs = np.log(np.maximum(mel, 1e-6))
        cases.append(
            {
                "what": "mel",
                "scale": "HTK" if htk else "SLANEY",
                "samples": numbers(x),
                "expected": numbers(logs.T),
                "mfcc": numbers(scipy.fft.dct(logs, axis=0, type=2, norm="ortho")[:13].T),
            }
        )
    path = Path(__file__).parents[2] / "data/src/test/resources/vectors/sound.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for case in cases:
            out.write(json.dumps(case) + "\n")


main()
