package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.tensor.Tensor;

/** Pictures of one size that are picked by number: held in memory, or read from where they lie when they are wanted. */
public interface Pictures {
    int count();

    PictureSize size();

    /**
     * The pixels of a picture, row by row, channels last, 0 … 255. The array may be the one that is kept: don't write to
     * it. Any number of threads may ask.
     *
     * @throws DataException when the picture's file can't be read any more
     */
    byte[] pixels(int number);

    /** What a picture is called: its file where it has one of its own, else its number from 1. */
    default String name(int number) {
        return "picture " + (number + 1);
    }

    /**
     * The pictures {@code rows[from]} … {@code rows[to − 1]} as numbers from 0 to 1: (to − from, height, width,
     * channels). For prediction and small sets; training reads ahead.
     */
    default Tensor pick(int[] rows, int from, int to) {
        var size = size();
        var values = new float[(to - from) * size.bytes()];
        for (int row = from; row < to; row++) {
            byte[] pixels = pixels(rows[row]);
            int at = (row - from) * pixels.length;
            for (int i = 0; i < pixels.length; i++) {
                values[at + i] = (pixels[i] & 0xff) / 255f;
            }
        }
        return Tensor.sharing(values, 0, to - from, size.height(), size.width(), size.channels());
    }

    /** The chosen ones of these pictures, numbered anew from 0. */
    default Pictures only(int[] chosen) {
        var all = this;
        int[] numbers = chosen.clone();
        return new Pictures() {
            @Override
            public int count() {
                return numbers.length;
            }

            @Override
            public PictureSize size() {
                return all.size();
            }

            @Override
            public byte[] pixels(int number) {
                return all.pixels(numbers[number]);
            }

            @Override
            public String name(int number) {
                return all.name(numbers[number]);
            }
        };
    }

    /** Pictures in memory; the arrays are not copied. */
    static Pictures of(PictureSize size, byte[][] pictures) {
        for (byte[] pixels : pictures) {
            if (pixels.length != size.bytes()) {
                throw new DataException("a picture of %s has %d bytes, but one of these has %d"
                        .formatted(size, size.bytes(), pixels.length));
            }
        }
        return new Pictures() {
            @Override
            public int count() {
                return pictures.length;
            }

            @Override
            public PictureSize size() {
                return size;
            }

            @Override
            public byte[] pixels(int number) {
                return pictures[number];
            }
        };
    }
}
