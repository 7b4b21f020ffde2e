package hanshu.data.image;

import hanshu.data.DataException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes files by what they hold, whatever their names say. Files that declare too many pixels are refused before
 * anything is decoded.
 */
final class Decoder {
    /** What the first bytes of files that are no pictures for us say. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put("%PDF", "a PDF document");
        OTHERS.put("<svg", "an SVG drawing (export it as PNG)");
        OTHERS.put("<?xml", "XML (an SVG drawing? export it as PNG)");
        OTHERS.put("<!DOCTYPE", "a web page (the download failed?)");
        OTHERS.put("<html", "a web page (the download failed?)");
        OTHERS.put("PK\3\4", "a ZIP archive");
        OTHERS.put("\u001f\u008b", "compressed with gzip");
        OTHERS.put("8BPS", "a Photoshop file (export it as PNG)");
        OTHERS.put("version https://git-lfs", "a pointer of Git LFS (fetch the file: git lfs pull)");
    }

    private Decoder() {}

    /**
     * What a file says about its picture.
     *
     * @param height upright, after turning as {@code orientation} says
     * @param format in capitals, such as PNG
     */
    record Header(int height, int width, boolean grey, int orientation, String format) {
        /** Whether a file's name ends as the format's files do. */
        boolean fits(String path) {
            String ending = path.substring(path.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
            return switch (format) {
                case "JPEG", "JPG" -> ending.startsWith("JP");
                case "TIFF", "TIF", "BIGTIFF" -> ending.startsWith("TIF");
                default -> ending.equals(format);
            };
        }
    }

    /** What is done with a reader that has been opened. */
    private interface Use<T> {
        T with(ImageReader reader, Header header) throws IOException;
    }

    /**
     * What the file declares.
     *
     * @throws DataException when the file is no picture that can be read
     */
    static Header header(PictureFile file, long maxPixels) {
        return open(file, maxPixels, (reader, header) -> header);
    }

    /**
     * The picture, upright, with 1, 3 or 4 channels.
     *
     * @throws DataException when the file is no picture that can be read
     */
    static Pixels decode(PictureFile file, long maxPixels, int channels) {
        return open(file, maxPixels, (reader, header) -> {
            var damage = new StringBuilder();
            reader.addIIOReadWarningListener((source, warning) -> {
                // A JPEG that is cut off is filled with grey, and only a warning tells.
                String text = String.valueOf(warning).toLowerCase(Locale.ROOT);
                if (damage.isEmpty() && (text.contains("premature") || text.contains("bad huffman"))) {
                    damage.append(warning);
                }
            });
            BufferedImage image = reader.read(0);
            if (!damage.isEmpty()) {
                throw new IOException(damage.toString());
            }
            return Colours.of(image, channels).oriented(header.orientation);
        });
    }

    private static <T> T open(PictureFile file, long maxPixels, Use<T> use) {
        byte[] bytes = file.read(maxPixels * 4 + (1 << 20));
        if (bytes.length == 0) {
            throw new DataException(file.name() + " is empty");
        }
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new DataException("%s is no picture that can be read (PNG, JPEG, GIF, BMP, WebP, TIFF): it %s"
                        .formatted(file.name(), content(bytes)));
            }
            var reader = readers.next();
            try {
                reader.setInput(in, false, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width < 1 || height < 1) {
                    throw new IOException("it declares %d×%d pixels".formatted(height, width));
                }
                if ((long) width * height > maxPixels) {
                    throw new DataException(
                            "%s declares %d×%d pixels, more than the %,d that are decoded at most (max_pixels)"
                                    .formatted(file.name(), height, width, maxPixels));
                }
                int orientation = Orientation.of(bytes);
                boolean lies = orientation >= 5;
                var header = new Header(
                        lies ? width : height,
                        lies ? height : width,
                        isGrey(reader),
                        orientation,
                        reader.getFormatName().toUpperCase(Locale.ROOT));
                return use.with(reader, header);
            } finally {
                reader.dispose();
            }
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders throw anything on damaged bytes
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new DataException("%s is damaged: %s".formatted(file.name(), why), e);
        }
    }

    private static boolean isGrey(ImageReader reader) throws IOException {
        var types = reader.getImageTypes(0);
        if (types == null || !types.hasNext()) {
            return false;
        }
        return switch (types.next().getColorModel()) {
            case IndexColorModel palette -> Colours.isGrey(palette);
            case java.awt.image.ColorModel other -> other.getNumColorComponents() == 1;
        };
    }

    private static String content(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.ISO_8859_1);
        for (var other : OTHERS.entrySet()) {
            if (start.startsWith(other.getKey())) {
                return "is " + other.getValue();
            }
        }
        if (start.startsWith("ftyphei", 4) || start.startsWith("ftypmif", 4) || start.startsWith("ftypavif", 4)) {
            return "is a HEIC or AVIF picture (export it as JPEG)";
        }
        boolean text = start.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
        return text ? "holds text" : "starts with the bytes " + hex(bytes);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(8, bytes.length));
    }
}
