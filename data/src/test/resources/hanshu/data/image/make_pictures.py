"""Writes the small pictures of this folder, and expected.json: what Pillow 12.3 reads from them and makes of them.

Run here with Python 3.11 and Pillow 12.3: python make_pictures.py. The pictures are drawn by formulas, so they are free.
"""

import json

from PIL import Image, ImageEnhance, ImageOps

HEIGHT, WIDTH = 7, 9
expected = {}


def colour(x, y):
    return ((40 * x + 13 * y) % 256, (25 * y + 7 * x * x) % 256, (9 * x * y + 30) % 256)


def keep(name, image):
    """Notes the bytes of an image, channels last."""
    channels = {"L": 1, "RGB": 3, "RGBA": 4}[image.mode]
    expected[name] = {
        "height": image.height, "width": image.width, "channels": channels, "values": list(image.tobytes())}


def save(name, image, **options):
    image.save(name, **options)
    return Image.open(name)


rgb = Image.new("RGB", (WIDTH, HEIGHT))
rgb.putdata([colour(x, y) for y in range(HEIGHT) for x in range(WIDTH)])
grey = rgb.convert("L")
alpha = Image.new("L", (WIDTH, HEIGHT))
alpha.putdata([(29 * x + 31 * y) % 256 for y in range(HEIGHT) for x in range(WIDTH)])
rgba = rgb.copy()
rgba.putalpha(alpha)
smooth = rgb.resize((24, 20), Image.BICUBIC)  # for the formats that lose something

keep("rgb", rgb)
keep("grey", grey)
keep("rgba", rgba)
for name, options in {"rgb.png": {}, "rgb.bmp": {}, "rgb.webp": {"lossless": True}, "rgb.tif": {},
                      "lzw.tiff": {"compression": "tiff_lzw"}}.items():
    keep(name, save(name, rgb, **options).convert("RGB"))
keep("grey.png", save("grey.png", grey))
keep("rgba.png", save("rgba.png", rgba))
keep("rgba.webp", save("rgba.webp", rgba, lossless=True, exact=True))
keep("palette.gif", save("palette.gif", rgb.quantize(16)).convert("RGB"))
keep("palette.png", save("palette.png", rgb.quantize(16)).convert("RGB"))
keep("bits.png", save("bits.png", grey.convert("1")).convert("L"))

# 16 bits: each value v of grey becomes 257·v, so that both halves are v.
sixteen = Image.new("I;16", (WIDTH, HEIGHT))
sixteen.putdata([257 * v for v in grey.tobytes()])
sixteen.save("sixteen.png")
keep("sixteen.png", grey)

keep("smooth.jpg", save("smooth.jpg", smooth, quality=95, subsampling=0).convert("RGB"))
keep("grey.jpg", save("grey.jpg", smooth.convert("L"), quality=95))
keep("cmyk.jpg", save("cmyk.jpg", smooth.convert("CMYK"), quality=95).convert("RGB"))
smooth.save("progressive.jpg", quality=95, subsampling=0, progressive=True)
keep("progressive.jpg", Image.open("progressive.jpg").convert("RGB"))

for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    kind, options = [("png", {}), ("webp", {"lossless": True}), ("tif", {})][orientation % 3]
    name = f"turned{orientation}.{kind}"
    keep(name, ImageOps.exif_transpose(save(name, rgb, exif=exif, **options)).convert("RGB"))
exif = Image.Exif()
exif[0x0112] = 6
keep("turned6.jpg", ImageOps.exif_transpose(save("turned6.jpg", smooth, exif=exif, quality=95, subsampling=0)))

for height, width in [(3, 4), (14, 18), (7, 5), (20, 3), (1, 1)]:
    keep(f"resized {height}x{width}", rgb.resize((width, height), Image.BILINEAR))

for factor in [0.1, 0.7, 1.0, 1.9]:
    keep(f"brightness {factor}", ImageEnhance.Brightness(rgb).enhance(factor))
    keep(f"contrast {factor}", ImageEnhance.Contrast(rgb).enhance(factor))
    keep(f"saturation {factor}", ImageEnhance.Color(rgb).enhance(factor))
    keep(f"sharpness {factor}", ImageEnhance.Sharpness(rgb).enhance(factor))
keep("solarise 100", ImageOps.solarize(rgb, 100))
keep("posterise 3", ImageOps.posterize(rgb, 3))
keep("autocontrast", ImageOps.autocontrast(ImageEnhance.Brightness(rgb).enhance(0.4)))
keep("dark", ImageEnhance.Brightness(rgb).enhance(0.4))
large = rgb.resize((40, 30), Image.BICUBIC)
keep("large", large)
keep("equalise", ImageOps.equalize(large))

fill = (128, 128, 128)
middle = (WIDTH / 2, HEIGHT / 2)


def mapped(a, b, c, d, e, f):
    """Coefficients around the middle, as Pillow wants them around the corner."""
    x, y = middle
    return rgb.transform(
        rgb.size, Image.AFFINE, (a, b, c + x - a * x - b * y, d, e, f + y - d * x - e * y), Image.BILINEAR, fillcolor=fill)


keep("mapped turn", mapped(0.8, 0.6, 0, -0.6, 0.8, 0))
keep("mapped shear", mapped(1, 0.3, 0, 0, 1, 0))
keep("mapped move", mapped(1, 0, 1.25, 0, 1, -2.5))
keep("mapped all", mapped(0.7, -0.2, 1.5, 0.4, 1.3, -0.75))

with open("expected.json", "w", encoding="utf-8") as out:
    json.dump(expected, out, separators=(",", ":"))
    out.write("\n")
