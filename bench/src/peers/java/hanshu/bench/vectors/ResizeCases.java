package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;
import static hanshu.bench.vectors.WindowCases.channelsFirst;
import static hanshu.bench.vectors.WindowCases.channelsLast;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.kNearestExact;

/** Series, pictures and volumes of other sizes; shuffled pixels; normalisation over neighbouring channels. */
final class ResizeCases {
    private ResizeCases() {}

    static VectorFile all() {
        var file = new VectorFile();
        for (var sizes : List.of(shape(4, 7), shape(5, 2), shape(3, 3), shape(1, 4), shape(4, 1))) {
            resize(file, shape(sizes[0]), shape(sizes[1]));
        }
        resize(file, shape(3, 4), shape(6, 8));
        resize(file, shape(4, 5), shape(3, 7));
        resize(file, shape(2, 2), shape(5, 1));
        resize(file, shape(2, 3, 2), shape(4, 2, 3));
        for (var interpolation : List.of("CUBIC", "CUBIC_ALIGNED")) {
            for (var sizes : List.of(shape(3, 4, 6, 8), shape(5, 4, 3, 7), shape(2, 1, 5, 3), shape(4, 4, 4, 4))) {
                add(file, interpolation, shape(sizes[0], sizes[1]), shape(sizes[2], sizes[3]));
            }
        }
        shuffle(file, 2, shape(2, 2, 3, 8));
        shuffle(file, 3, shape(1, 1, 2, 9));
        for (int size : new int[] {1, 2, 3, 5}) responseNorm(file, size, shape(2, 3, 4));
        responseNorm(file, 3, shape(2, 2, 2, 5));
        return file;
    }

    private static void resize(VectorFile file, long[] from, long[] to) {
        for (var interpolation : List.of("NEAREST", "NEAREST_EXACT", "LINEAR", "LINEAR_ALIGNED")) {
            add(file, interpolation, from, to);
        }
    }

    private static void add(VectorFile file, String interpolation, long[] from, long[] to) {
        var x = LongStream.concat(LongStream.concat(LongStream.of(2), LongStream.of(from)), LongStream.of(2))
                .toArray();
        var name = interpolation + " " + Arrays.toString(from) + " to " + Arrays.toString(to);
        var params = Map.<String, Object>of("interpolation", interpolation, "space", to);
        file.add("resize", name, params, List.of(Draw.of("resize", name).normal(x)), in -> channelsLast(
                        resize(interpolation, channelsFirst(in[0]), to))
                .square());
    }

    private static Tensor resize(String interpolation, Tensor x, long[] to) {
        boolean aligned = interpolation.endsWith("ALIGNED");
        return switch (interpolation) {
            case "NEAREST" ->
                switch (to.length) {
                    case 1 -> torch.upsample_nearest1d(x, to);
                    case 2 -> torch.upsample_nearest2d(x, to);
                    default -> torch.upsample_nearest3d(x, to);
                };
            case "NEAREST_EXACT" -> {
                var options = new InterpolateFuncOptions();
                options.size().put(new LongVector(to));
                options.mode().put(new kNearestExact());
                yield torch.interpolate(x, options);
            }
            case "CUBIC", "CUBIC_ALIGNED" -> torch.upsample_bicubic2d(x, to, aligned);
            default ->
                switch (to.length) {
                    case 1 -> torch.upsample_linear1d(x, to, aligned);
                    case 2 -> torch.upsample_bilinear2d(x, to, aligned);
                    default -> torch.upsample_trilinear3d(x, to, aligned);
                };
        };
    }

    private static void shuffle(VectorFile file, int factor, long[] x) {
        var name = factor + " of " + Arrays.toString(x);
        var params = Map.<String, Object>of("factor", factor);
        var draw = Draw.of("pixelShuffle", name);
        file.add("pixelShuffle", name, params, List.of(draw.normal(x)), in -> channelsLast(
                        torch.pixel_shuffle(channelsFirst(in[0]), factor))
                .square());
        var back = shape(x[0], x[1] * factor, x[2] * factor, x[3] / factor / factor);
        file.add("pixelUnshuffle", name, params, List.of(draw.normal(back)), in -> channelsLast(
                        torch.pixel_unshuffle(channelsFirst(in[0]), factor))
                .square());
    }

    /** By its definition in the reference: a mean over padded channels, which are the last axis here. */
    private static void responseNorm(VectorFile file, int size, long[] x) {
        var name = size + " channels of " + Arrays.toString(x);
        var params = Map.<String, Object>of("size", size, "alpha", 0.5, "beta", 0.75, "k", 1.5);
        file.add("localResponseNorm", name, params, List.of(Draw.of("localResponseNorm", name).normal(x)), in -> {
            var squares = in[0].square().reshape(-1, 1, x[x.length - 1]);
            var padded = torch.constant_pad_nd(
                    squares, new long[] {size / 2, (size - 1) / 2}, new Scalar(0));
            var means = torch.avg_pool1d(padded, shape(size), shape(1), shape(0), false, true)
                    .reshape(x);
            return in[0].div(means.mul(new Scalar(0.5)).add(new Scalar(1.5)).pow(new Scalar(0.75)));
        });
    }
}
