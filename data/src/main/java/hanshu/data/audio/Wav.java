package hanshu.data.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import hanshu.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The WAV format: chunks in a RIFF, of which {@code fmt} says what the numbers in {@code data} mean (Microsoft & IBM 1991,
 * Multimedia Programming Interface and Data Specifications 1.0; WAVEFORMATEXTENSIBLE).
 *
 * <p>Read are whole numbers of 8 (unsigned), 16, 24 and 32 bits, floats of 32 and 64 bits, and A-law and µ-law (ITU-T G.711)
 * in any number of channels, which are mixed to their mean. It is read here and not by javax.sound, which takes a file that
 * ends too early for a shorter sound.
 */
public final class Wav {
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xfffe;
    private static final long UNTIL_THE_END = 0xffff_ffffL; // written where the length was not known yet

    private static final int LARGEST = 1 << 30;

    private final String name;
    private final ByteBuffer bytes;

    private Wav(String name, byte[] bytes) {
        this.name = name;
        this.bytes = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
    }

    /**
     * Reads a file.
     *
     * @throws DataException naming the file if there is none, it is no WAV, holds no sample, ends too early or
     *     is larger than 1 GB, has a rate or a number of channels of 0, numbers that are not finite, or is coded in another way
     */
    public static Sound read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new DataException(file + " is larger than 1 GB: cut it into shorter sounds");
            }
            return read(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new DataException("there is no file " + file + ": check the name and the folder", e);
        } catch (IOException e) {
            throw new DataException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file that is in memory; the name stands in messages. */
    public static Sound read(String name, byte[] file) {
        return new Wav(name, file).read();
    }

    /** Writes 16-bit PCM; what lies beyond −1 and 1 is cut. */
    public static byte[] bytes(Sound sound) {
        int size = 2 * sound.samples().length;
        var bytes = ByteBuffer.allocate(44 + size).order(LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(ISO_8859_1)).putInt(36 + size).put("WAVEfmt ".getBytes(ISO_8859_1));
        bytes.putInt(16)
                .putShort((short) PCM)
                .putShort((short) 1)
                .putInt(sound.rate())
                .putInt(2 * sound.rate());
        bytes.putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(ISO_8859_1))
                .putInt(size);
        for (float sample : sound.samples()) {
            bytes.putShort((short) Math.clamp(Math.round(sample * 32_768.0), -32_768, 32_767));
        }
        return bytes.array();
    }

    /** What the numbers mean. */
    private record Format(int code, int channels, int rate, int bits) {
        int bytes() {
            return Math.ceilDiv(bits, 8);
        }

        int frame() {
            return bytes() * channels;
        }
    }

    private Sound read() {
        int size = bytes.limit();
        boolean riff = size >= 12 && (word(0).equals("RIFF") || word(0).equals("RF64")) && word(8).equals("WAVE");
        if (!riff) {
            throw new DataException(name + " is no WAV: "
                    + (size == 0 ? "it is empty" : "it begins with \"" + word(0) + "\"" + guess())
                    + "; convert it to WAV or remove it");
        }
        Optional<Format> format = Optional.empty();
        int at = 12;
        while (at + 8 <= size) {
            var chunk = word(at);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            at += 8;
            if (chunk.equals("fmt ")) {
                format = Optional.of(format(at, length));
            } else if (chunk.equals("data")) {
                return samples(
                        format.orElseThrow(() -> new DataException(
                                name + " is a damaged WAV: its samples come before what says how they are written")),
                        at,
                        length);
            }
            at = (int) Math.min(size, at + length + length % 2); // chunks begin at even places
        }
        throw new DataException(name + " has no samples: it ends before its chunk \"data\"");
    }

    private String guess() {
        return switch (word(0)) {
            case "RIFF", "RF64" ->
                bytes.limit() < 12 ? " and ends after %d bytes".formatted(bytes.limit()) : ", then \"" + word(8) + "\"";
            case "RIFX" -> ", which is big-endian";
            case "fLaC" -> " (FLAC)";
            case "OggS" -> " (Ogg)";
            case "FORM" -> " (AIFF)";
            default -> word(0).startsWith("ID3") || beginsWithFrame() ? " (MP3)" : "";
        };
    }

    /** The 11 bits of an MPEG frame's beginning, where an MP3 has no tags. */
    private boolean beginsWithFrame() {
        return bytes.limit() >= 2 && (bytes.getShort(0) & 0xe0ff) == 0xe0ff;
    }

    private String word(int at) {
        var word = new byte[Math.min(4, bytes.limit() - at)];
        bytes.get(at, word);
        return new String(word, ISO_8859_1).replaceAll("[^ -~]", "?");
    }

    private Format format(int at, long length) {
        if (length < 16 || at + length > bytes.limit()) {
            throw new DataException(name + " ends too early: its chunk \"fmt\" is not whole");
        }
        int code = Short.toUnsignedInt(bytes.getShort(at));
        if (code == EXTENSIBLE && length >= 26) {
            code = Short.toUnsignedInt(bytes.getShort(at + 24)); // the subformat's first two bytes
        }
        var format = new Format(
                code,
                Short.toUnsignedInt(bytes.getShort(at + 2)),
                bytes.getInt(at + 4),
                Short.toUnsignedInt(bytes.getShort(at + 14)));
        if (format.rate < 1 || format.channels < 1) {
            throw new DataException("%s has a rate of %d samples a second in %d channels: both are at least 1"
                    .formatted(name, format.rate, format.channels));
        }
        boolean known = switch (code) {
            case PCM -> format.bits >= 1 && format.bits <= 32;
            case FLOAT -> format.bits == 32 || format.bits == 64;
            case A_LAW, MU_LAW -> format.bits == 8;
            default -> false;
        };
        if (!known) {
            throw new DataException(
                    "%s is coded as format %d with %d bits: PCM of 8 to 32 bits, floats of 32 or 64, A-law or µ-law are expected; convert it"
                            .formatted(name, code, format.bits));
        }
        int frame = Short.toUnsignedInt(bytes.getShort(at + 12));
        if (frame > format.frame()) {
            throw new DataException(
                    "%s has %d bytes for each moment, but %d channels of %d bits take %d: its samples are padded; convert it"
                            .formatted(name, frame, format.channels, format.bits, format.frame()));
        }
        return format;
    }

    private Sound samples(Format format, int at, long told) {
        int there = bytes.limit() - at;
        long length = told == UNTIL_THE_END ? there : told;
        if (length > there) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s ends too early: %,d bytes of samples are expected, but %,d are there",
                    name,
                    length,
                    there));
        }
        int frame = format.frame();
        int frames = (int) (length / frame);
        if (frames == 0) {
            throw new DataException(name + " has no samples");
        }
        var mixed = new float[frames];
        for (int i = 0; i < frames; i++) {
            double sum = 0;
            for (int channel = 0; channel < format.channels; channel++) {
                sum += sample(format, at + i * frame + channel * format.bytes());
            }
            mixed[i] = (float) (sum / format.channels);
            if (!Float.isFinite(mixed[i])) {
                throw new DataException(
                        "%s: sample %d is %s, but a finite number is expected".formatted(name, i + 1, mixed[i]));
            }
        }
        return new Sound(mixed, format.rate);
    }

    private double sample(Format format, int at) {
        return switch (format.code) {
            case PCM ->
                switch (format.bytes()) {
                    case 1 -> (Byte.toUnsignedInt(bytes.get(at)) - 128) / 128.0;
                    case 2 -> bytes.getShort(at) / 32_768.0;
                    case 3 -> ((bytes.get(at + 2) << 16) | Short.toUnsignedInt(bytes.getShort(at))) / 8_388_608.0;
                    default -> bytes.getInt(at) / 2_147_483_648.0;
                };
            case FLOAT -> format.bits == 32 ? bytes.getFloat(at) : bytes.getDouble(at);
            case A_LAW -> aLaw(bytes.get(at)) / 32_768.0;
            default -> muLaw(bytes.get(at)) / 32_768.0;
        };
    }

    /** G.711 A-law: sign, 3 bits of exponent, 4 of mantissa, every second bit turned over. */
    private static int aLaw(byte code) {
        int bits = code ^ 0x55;
        int exponent = (bits >> 4) & 7;
        int mantissa = ((bits & 15) << 4) + 8;
        int value = exponent == 0 ? mantissa : (mantissa + 256) << (exponent - 1);
        return (bits & 0x80) == 0 ? -value : value;
    }

    /** G.711 µ-law: the same, all bits turned over and the value shifted by 132. */
    private static int muLaw(byte code) {
        int bits = ~code;
        int value = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
        return (bits & 0x80) == 0 ? value : -value;
    }
}
