package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.Wording;
import hanshu.data.image.PictureOptions.Fit;
import hanshu.data.table.Notice;
import java.util.Arrays;
import java.util.List;

/**
 * Brings any picture to one size. A model file holds it, so that pictures to be predicted are read like those learned
 * from: {@code fitting.read(PictureFile.of(path))}.
 *
 * @param fit not AUTO
 */
public record Fitting(PictureSize size, Fit fit, long maxPixels) {
    /** Larger pictures are shrunk if no size is asked for: the time that a network takes grows with the area. */
    public static final int LARGEST = 64;

    public Fitting {
        if (fit == Fit.AUTO) {
            throw new DataException("a fitting needs a way that has been chosen: crop, pad or stretch");
        }
    }

    /** A fitting and the sentence that says why. */
    record Choice(Fitting fitting, Notice notice) {}

    /**
     * Looks at the sizes found. Pictures of one size keep it, up to {@link #LARGEST}; pictures of one shape get the
     * median size; others become squares of the median of their shorter sides, cropped if nine in ten are less than
     * twice as long as wide, else padded.
     */
    static Choice choose(List<Decoder.Header> found, PictureOptions options) {
        int channels = switch (options.channels()) {
            case AUTO -> found.stream().allMatch(Decoder.Header::grey) ? 1 : 3;
            case GREY -> 1;
            case COLOUR -> 3;
            case COLOUR_AND_ALPHA -> 4;
        };
        int[] heights = found.stream().mapToInt(Decoder.Header::height).sorted().toArray();
        int[] widths = found.stream().mapToInt(Decoder.Header::width).sorted().toArray();
        double[] shapes = found.stream()
                .mapToDouble(h -> (double) h.width() / h.height())
                .sorted()
                .toArray();
        int last = found.size() - 1;
        boolean oneShape = shapes[last] <= 1.05 * shapes[0];
        int height = options.height();
        int width = options.width();
        if (height == 0) {
            double high = heights[last / 2];
            double wide = widths[last / 2];
            if (!oneShape) {
                high = wide = found.stream()
                        .mapToInt(h -> Math.min(h.height(), h.width()))
                        .sorted()
                        .toArray()[last / 2];
            }
            double shrink = Math.min(1, LARGEST / Math.max(high, wide));
            height = (int) Math.max(1, Math.round(high * shrink));
            width = (int) Math.max(1, Math.round(wide * shrink));
        }
        double asked = (double) width / height;
        long near = Arrays.stream(shapes)
                .filter(shape -> Math.max(shape / asked, asked / shape) < 2)
                .count();
        boolean sameShape = oneShape && Math.max(shapes[0] / asked, asked / shapes[last]) <= 1.05;
        var fit = options.fit() != Fit.AUTO
                ? options.fit()
                : sameShape ? Fit.STRETCH : near * 10 >= found.size() * 9L ? Fit.CROP : Fit.PAD;
        var size = new PictureSize(height, width, channels);
        var range = heights[0] == heights[last] && widths[0] == widths[last]
                ? Wording.of("%d×%d".formatted(heights[0], widths[0]))
                : Wording.of("%d×%d to %d×%d", "%d×%d 至 %d×%d")
                        .with(heights[0], widths[0], heights[last], widths[last]);
        boolean kept = heights[0] == height && heights[last] == height && widths[0] == width && widths[last] == width;
        var sentence = kept
                ? Wording.of("All pictures are %s and stay so.", "所有图片都是 %s，保持不变。")
                        .with(size)
                : Wording.of(
                                "The pictures are %s pixels high and wide; each is %s %s; height, width and fit change that.",
                                "图片高宽为 %s 像素；每张%s %s；用 height、width 和 fit 可以改变。")
                        .with(
                                range,
                                switch (fit) {
                                    case CROP -> Wording.of("cropped around its middle and resized to", "从中间裁剪并缩放到");
                                    case PAD ->
                                        Wording.of("resized and padded with the mean of its border to", "缩放并用边缘均值补到");
                                    default -> Wording.of("resized to", "缩放到");
                                },
                                size);
        return new Choice(new Fitting(size, fit, options.maxPixels()), Notice.info("", sentence));
    }

    /**
     * The pixels of a picture in this size, upright, channels last.
     *
     * @throws DataException when the file is no picture that can be read
     */
    public byte[] read(PictureFile file) {
        return apply(Decoder.decode(file, maxPixels, size.channels())).values();
    }

    /** A single picture as the network takes it, before normalisation: (1, height, width, channels), 0 … 1. */
    public hanshu.tensor.Tensor tensor(PictureFile file) {
        return Pictures.of(size, new byte[][] {read(file)}).pick(new int[] {0}, 0, 1);
    }

    /** Pictures of another size, with as many channels; computed at once. */
    Pictures apply(Pictures pictures) {
        var from = pictures.size();
        if (from.channels() != size.channels()) {
            throw new DataException("pictures with %d channels can't get %d: leave out channels"
                    .formatted(from.channels(), size.channels()));
        }
        var all = new byte[pictures.count()][];
        Arrays.setAll(
                all,
                i -> apply(new Pixels(from.height(), from.width(), from.channels(), pictures.pixels(i)))
                        .values());
        return Pictures.of(size, all);
    }

    Pixels apply(Pixels picture) {
        int height = size.height();
        int width = size.width();
        if (picture.height() == height && picture.width() == width) {
            return picture;
        }
        return switch (fit) {
            case CROP -> {
                // As many of its rows and columns as have the shape that is wanted.
                double scale = Math.min((double) picture.height() / height, (double) picture.width() / width);
                int rows = Math.clamp(Math.round(height * scale), 1, picture.height());
                int columns = Math.clamp(Math.round(width * scale), 1, picture.width());
                yield picture.cropped((picture.height() - rows) / 2, (picture.width() - columns) / 2, rows, columns)
                        .resized(height, width);
            }
            case PAD -> {
                double scale = Math.min((double) height / picture.height(), (double) width / picture.width());
                int rows = Math.clamp(Math.round(picture.height() * scale), 1, height);
                int columns = Math.clamp(Math.round(picture.width() * scale), 1, width);
                yield picture.resized(rows, columns).centred(height, width, picture.meanOfBorder());
            }
            case STRETCH, AUTO -> picture.resized(height, width);
        };
    }
}
