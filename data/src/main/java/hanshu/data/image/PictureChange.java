package hanshu.data.image;

import hanshu.tensor.Key;

/** Makes another picture of the same size, such as a mirrored one. */
@FunctionalInterface
public interface PictureChange {
    /**
     * The changed picture; the same key gives the same. The given one stays as it is, and is returned if nothing changes.
     *
     * @param pixels row by row, channels last, 0 … 255
     */
    byte[] apply(byte[] pixels, PictureSize size, Key key);

    /** Leaves each picture as it is. */
    static PictureChange none() {
        return (pixels, size, key) -> pixels;
    }
}
