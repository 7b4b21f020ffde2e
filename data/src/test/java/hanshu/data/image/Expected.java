package hanshu.data.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The pictures among the resources of this package, and what Pillow makes of them: see make_pictures.py there. */
public final class Expected {
    private static final JsonNode ALL = new ObjectMapper().readTree(bytes("expected.json"));

    private Expected() {}

    /** A picture. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Picture(PictureSize size, byte[] pixels) {}

    public static Picture of(String name) {
        var node = Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IllegalArgumentException(name));
        var size = new PictureSize(
                node.get("height").asInt(),
                node.get("width").asInt(),
                node.get("channels").asInt());
        var values = new byte[size.bytes()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) node.get("values").get(i).asInt();
        }
        return new Picture(size, values);
    }

    static byte[] bytes(String name) {
        try (var in =
                Optional.ofNullable(Expected.class.getResourceAsStream(name)).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PictureFile file(String name) {
        return PictureFile.of(name, bytes(name));
    }

    /** The largest difference between two pictures of one size. */
    public static int difference(byte[] a, byte[] b) {
        int most = Math.abs(a.length - b.length) * 1000;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            most = Math.max(most, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return most;
    }
}
