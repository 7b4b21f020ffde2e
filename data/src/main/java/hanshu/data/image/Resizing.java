package hanshu.data.image;

/** Parts of pictures, resized to the whole. */
public final class Resizing {
    private Resizing() {}

    /** The rectangle of so many rows and columns from a corner on, resized to the size of the picture. */
    public static byte[] part(byte[] pixels, PictureSize size, int top, int left, int rows, int columns) {
        return new Pixels(size.height(), size.width(), size.channels(), pixels)
                .cropped(top, left, rows, columns)
                .resized(size.height(), size.width())
                .values();
    }
}
