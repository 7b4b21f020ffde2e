package hanshu.bench.vectors;

import static hanshu.bench.vectors.Array.shape;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions and pools. Tensors in the file have their channels last, weights are (window…, in/groups, out); the
 * reference has channels first and (out, in/groups, window…).
 */
final class WindowCases {
    private WindowCases() {}

    /** A window as the reference has it: the same padding before and after. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Window(long[] size, long[] stride, long[] padding, long[] dilation) {
        static Window of(long... size) {
            var one = filled(size.length, 1);
            return new Window(size, one, filled(size.length, 0), one);
        }

        Window by(long... strides) {
            return new Window(size, strides, padding, dilation);
        }

        Window padded(long... paddings) {
            return new Window(size, stride, paddings, dilation);
        }

        Window dilated(long... dilations) {
            return new Window(size, stride, padding, dilations);
        }

        int rank() {
            return size.length;
        }

        Map<String, Object> params() {
            return new HashMap<>(Map.of("window", size, "stride", stride, "padding", padding, "dilation", dilation));
        }

        String text() {
            return Arrays.toString(size) + " by " + Arrays.toString(stride) + " padded " + Arrays.toString(padding)
                    + " dilated " + Arrays.toString(dilation);
        }
    }

    private static long[] filled(int n, long value) {
        return LongStream.generate(() -> value).limit(n).toArray();
    }

    static Tensor channelsFirst(Tensor x) {
        return x.movedim(-1, 1);
    }

    static Tensor channelsLast(Tensor x) {
        return x.movedim(1, -1);
    }

    /** (window…, in/groups, out) → (out, in/groups, window…). */
    private static Tensor weight(Tensor w) {
        int rank = Math.toIntExact(w.dim()) - 2;
        var order = new long[rank + 2];
        order[0] = rank + 1L;
        order[1] = rank;
        for (int i = 0; i < rank; i++) order[i + 2] = i;
        return w.permute(order);
    }

    static VectorFile all() {
        var file = new VectorFile();
        convolutions(file);
        transposed(file);
        pools(file);
        return file;
    }

    private static void convolutions(VectorFile file) {
        convolution(file, Window.of(3), shape(2, 7, 2), 3, 1);
        convolution(file, Window.of(1), shape(2, 3, 2), 3, 1);
        convolution(file, Window.of(2).by(3).padded(1).dilated(2), shape(2, 8, 3), 2, 1);
        convolution(file, Window.of(3).padded(1), shape(2, 5, 4), 6, 2);
        convolution(file, Window.of(5).padded(4).dilated(2), shape(1, 3, 1), 1, 1);
        convolution(file, Window.of(3, 3), shape(2, 5, 4, 2), 3, 1);
        convolution(file, Window.of(1, 1), shape(2, 3, 2, 3), 2, 1);
        convolution(file, Window.of(1, 1).by(2, 2), shape(2, 3, 4, 3), 2, 1);
        convolution(file, Window.of(2, 3).by(2, 1).padded(1, 2).dilated(1, 2), shape(2, 4, 5, 3), 2, 1);
        convolution(file, Window.of(3, 3).padded(1, 1), shape(1, 4, 4, 4), 4, 4);
        convolution(file, Window.of(3, 3).padded(1, 1).by(2, 2), shape(2, 5, 4, 2), 4, 2);
        convolution(file, Window.of(3, 2).padded(1, 0), shape(1, 4, 4, 4), 6, 2);
        convolution(file, Window.of(3, 3).padded(1, 1), shape(1, 1, 1, 2), 3, 1);
        convolution(file, Window.of(3, 3).padded(1, 1), shape(0, 3, 3, 2), 3, 1);
        convolution(file, Window.of(2, 2, 2), shape(1, 3, 3, 3, 2), 2, 1);
        convolution(file, Window.of(3, 2, 1).by(2, 1, 1).padded(1, 1, 0), shape(2, 3, 2, 3, 2), 2, 2);
        same(file, Window.of(4), shape(2, 5, 2));
        same(file, Window.of(3, 4).dilated(2, 1), shape(1, 4, 5, 2));
        for (var mode : List.of("reflect", "replicate", "circular")) {
            mode(file, mode, Window.of(3).padded(2), shape(2, 4, 2));
            mode(file, mode, Window.of(3, 3).padded(1, 2).by(2, 1), shape(1, 3, 4, 2));
            mode(file, mode, Window.of(2, 3, 2).padded(1, 1, 0), shape(1, 2, 3, 2, 1));
        }
    }

    private static Tensor convolve(Tensor x, Tensor w, TensorOptional bias, Window window, long groups) {
        return channelsLast(
                switch (window.rank()) {
                    case 1 ->
                        torch.conv1d(
                                channelsFirst(x), weight(w), bias, window.stride, window.padding, window.dilation, groups);
                    case 2 ->
                        torch.conv2d(
                                channelsFirst(x), weight(w), bias, window.stride, window.padding, window.dilation, groups);
                    default ->
                        torch.conv3d(
                                channelsFirst(x), weight(w), bias, window.stride, window.padding, window.dilation, groups);
                });
    }

    private static List<Array> inputs(Draw draw, Window window, long[] x, long out, long groups) {
        long in = x[x.length - 1];
        var w = LongStream.concat(LongStream.of(window.size), LongStream.of(in / groups, out))
                .toArray();
        return List.of(draw.normal(x), draw.normal(w), draw.normal(out));
    }

    private static void convolution(VectorFile file, Window window, long[] x, long out, long groups) {
        var name = window.text() + " over " + Arrays.toString(x) + " in " + groups + " groups";
        var params = window.params();
        params.put("groups", groups);
        var inputs = inputs(Draw.of("convolution", name), window, x, out, groups);
        file.add("convolution", name, params, inputs, in ->
                convolve(in[0], in[1], new TensorOptional(in[2]), window, groups));
    }

    private static void same(VectorFile file, Window window, long[] x) {
        var name = window.text() + " over " + Arrays.toString(x);
        var inputs = inputs(Draw.of("convolutionSame", name), window, x, 2, 1);
        file.add("convolutionSame", name, window.params(), inputs, in -> {
            var bias = new TensorOptional(in[2]);
            return channelsLast(
                    window.rank() == 1
                            ? torch.conv1d(
                                    channelsFirst(in[0]), weight(in[1]), bias, window.stride, "same", window.dilation, 1)
                            : torch.conv2d(
                                    channelsFirst(in[0]), weight(in[1]), bias, window.stride, "same", window.dilation, 1));
        });
    }

    private static void mode(VectorFile file, String mode, Window window, long[] x) {
        var name = mode + " " + window.text() + " over " + Arrays.toString(x);
        var params = window.params();
        params.put("mode", mode);
        var inputs = inputs(Draw.of("convolutionMode", name), window, x, 2, 1);
        file.add("convolutionMode", name, params, inputs, in -> {
            var sides = new long[2 * window.rank()]; // the last axis first
            for (int i = 0; i < window.rank(); i++) {
                sides[2 * (window.rank() - 1 - i)] = window.padding[i];
                sides[2 * (window.rank() - 1 - i) + 1] = window.padding[i];
            }
            var padded = channelsLast(torch.pad(channelsFirst(in[0]), sides, mode, new DoubleOptional()));
            return convolve(padded, in[1], new TensorOptional(in[2]), window.padded(filled(window.rank(), 0)), 1);
        });
    }

    private static void transposed(VectorFile file) {
        transposed(file, Window.of(3), shape(2, 4, 2), 3, 1, 0);
        transposed(file, Window.of(3).by(2).padded(1), shape(2, 4, 4), 6, 2, 1);
        transposed(file, Window.of(2).by(3).dilated(2), shape(1, 3, 1), 1, 1, 2);
        transposed(file, Window.of(2, 2).by(2, 2), shape(2, 3, 2, 3), 2, 1, 0);
        transposed(file, Window.of(3, 3).by(2, 2).padded(1, 1), shape(1, 3, 2, 2), 3, 1, 1);
        transposed(file, Window.of(3, 2).padded(2, 1).dilated(1, 2), shape(2, 4, 3, 2), 2, 1, 0);
        transposed(file, Window.of(3, 3).by(2, 2), shape(1, 3, 3, 3), 3, 3, 1);
        transposed(file, Window.of(3, 3).padded(1, 1), shape(1, 3, 3, 4), 2, 2, 0);
        transposed(file, Window.of(2, 2, 3).by(2, 1, 2).padded(0, 0, 1), shape(1, 2, 3, 2, 2), 2, 1, 0);
    }

    private static void transposed(VectorFile file, Window window, long[] x, long out, long groups, long more) {
        var name = window.text() + " over " + Arrays.toString(x) + " in " + groups + " groups, " + more + " more";
        var params = window.params();
        params.put("groups", groups);
        params.put("more", filled(window.rank(), more));
        var draw = Draw.of("transposedConvolution", name);
        long in = x[x.length - 1];
        var w = LongStream.concat(LongStream.of(window.size), LongStream.of(out / groups, in))
                .toArray();
        var extra = filled(window.rank(), more);
        file.add(
                "transposedConvolution",
                name,
                params,
                List.of(draw.normal(x), draw.normal(w), draw.normal(out)),
                i -> {
                    var at = channelsFirst(i[0]);
                    var bias = new TensorOptional(i[2]);
                    var s = window.stride;
                    var p = window.padding;
                    var d = window.dilation;
                    return channelsLast(
                            switch (window.rank()) {
                                case 1 -> torch.conv_transpose1d(at, weight(i[1]), bias, s, p, extra, groups, d);
                                case 2 -> torch.conv_transpose2d(at, weight(i[1]), bias, s, p, extra, groups, d);
                                default -> torch.conv_transpose3d(at, weight(i[1]), bias, s, p, extra, groups, d);
                            });
                });
    }

    private static void pools(VectorFile file) {
        for (var ceil : new boolean[] {false, true}) {
            for (var window : List.of(Window.of(3).by(2), Window.of(2).by(2).padded(1), Window.of(3))) {
                pool(file, window, shape(2, 6, 2), ceil);
            }
            pool(file, Window.of(2, 2).by(2, 2), shape(2, 5, 4, 3), ceil);
            pool(file, Window.of(3, 2).by(2, 3).padded(1, 1), shape(1, 4, 5, 2), ceil);
            pool(file, Window.of(2, 2, 2).by(2, 2, 1), shape(1, 3, 4, 3, 2), ceil);
        }
        maxPool(file, Window.of(2, 2).dilated(2, 3), shape(1, 4, 5, 2), false);
        maxPool(file, Window.of(2).dilated(2).by(2), shape(1, 6, 1), true);
        for (var space : List.of(shape(3), shape(7))) {
            for (var places : List.of(shape(3), shape(2), shape(1), shape(5))) adaptive(file, space, places);
        }
        adaptive(file, shape(5, 4), shape(2, 3));
        adaptive(file, shape(6, 4), shape(3, 2));
        adaptive(file, shape(3, 4, 5), shape(2, 2, 3));
        unfolding(file, Window.of(2, 3).by(2, 1).padded(1, 1), shape(1, 4, 5, 2));
        unfolding(file, Window.of(2, 2).dilated(2, 1), shape(2, 4, 3, 1));
        unpool(file, Window.of(2, 2).by(2, 2), shape(2, 4, 6, 2));
    }

    private static void pool(VectorFile file, Window window, long[] x, boolean ceil) {
        maxPool(file, window, x, ceil);
        for (var count : new boolean[] {true, false}) averagePool(file, window, x, ceil, count);
        if (!ceil && Arrays.stream(window.padding).allMatch(p -> p == 0)) {
            for (double exponent : new double[] {2, 3, 1.5}) lpPool(file, window, x, exponent);
        }
    }

    private static void maxPool(VectorFile file, Window window, long[] x, boolean ceil) {
        var name = window.text() + " over " + Arrays.toString(x) + (ceil ? ", ceil" : "");
        var params = window.params();
        params.put("ceil", ceil);
        file.add("maxPool", name, params, Draw.of("maxPool", name).distinct(x), in -> {
            var first = channelsFirst(in[0]);
            return channelsLast(
                            switch (window.rank()) {
                                case 1 ->
                                    torch.max_pool1d(
                                            first, window.size, window.stride, window.padding, window.dilation, ceil);
                                case 2 ->
                                    torch.max_pool2d(
                                            first, window.size, window.stride, window.padding, window.dilation, ceil);
                                default ->
                                    torch.max_pool3d(
                                            first, window.size, window.stride, window.padding, window.dilation, ceil);
                            })
                    .square();
        });
    }

    private static void averagePool(VectorFile file, Window window, long[] x, boolean ceil, boolean count) {
        var name = window.text() + " over " + Arrays.toString(x) + (ceil ? ", ceil" : "") + (count ? ", count" : "");
        var params = window.params();
        params.put("ceil", ceil);
        params.put("countPadding", count);
        file.add("averagePool", name, params, List.of(Draw.of("averagePool", name).normal(x)), in ->
                averagePool(channelsFirst(in[0]), window, ceil, count).square());
    }

    private static Tensor averagePool(Tensor x, Window window, boolean ceil, boolean count) {
        var s = window.stride;
        var p = window.padding;
        return channelsLast(
                switch (window.rank()) {
                    case 1 -> torch.avg_pool1d(x, window.size, s, p, ceil, count);
                    case 2 -> torch.avg_pool2d(x, window.size, s, p, ceil, count, new LongOptional());
                    default -> torch.avg_pool3d(x, window.size, s, p, ceil, count, new LongOptional());
                });
    }

    /** By its definition in the reference: (mean of the powers, times their number)^(1/exponent). */
    private static void lpPool(VectorFile file, Window window, long[] x, double exponent) {
        var name = exponent + ", " + window.text() + " over " + Arrays.toString(x);
        var params = window.params();
        params.put("exponent", exponent);
        long seen = Array.size(window.size);
        file.add("lpPool", name, params, List.of(Draw.of("lpPool", name).uniform(0.5, 2, x)), in -> averagePool(
                        channelsFirst(in[0]).pow(scalar(exponent)), window, false, true)
                .mul(scalar((double) seen))
                .pow(scalar(1 / exponent)));
    }

    private static Scalar scalar(double value) {
        return new Scalar(value);
    }

    private static void adaptive(VectorFile file, long[] space, long[] places) {
        var x = LongStream.concat(LongStream.concat(LongStream.of(2), LongStream.of(space)), LongStream.of(2))
                .toArray();
        var name = Arrays.toString(x) + " to " + Arrays.toString(places);
        var params = Map.<String, Object>of("places", places);
        file.add(
                "adaptiveAveragePool",
                name,
                params,
                List.of(Draw.of("adaptiveAveragePool", name).normal(x)),
                in -> {
                    var first = channelsFirst(in[0]);
                    return channelsLast(
                                    switch (places.length) {
                                        case 1 -> torch.adaptive_avg_pool1d(first, places);
                                        case 2 -> torch.adaptive_avg_pool2d(first, places);
                                        default -> torch.adaptive_avg_pool3d(first, places);
                                    })
                            .square();
                });
        file.add("adaptiveMaxPool", name, params, Draw.of("adaptiveMaxPool", name).distinct(x), in -> {
            var first = channelsFirst(in[0]);
            return channelsLast(
                            switch (places.length) {
                                case 1 -> torch.adaptive_max_pool1d(first, places).get0();
                                case 2 -> torch.adaptive_max_pool2d(first, places).get0();
                                default -> torch.adaptive_max_pool3d(first, places).get0();
                            })
                    .square();
        });
    }

    /** The reference's patches are (batch, channels · window, places). */
    private static void unfolding(VectorFile file, Window window, long[] x) {
        var name = window.text() + " over " + Arrays.toString(x);
        var draw = Draw.of("unfold", name);
        long taps = Array.size(window.size);
        file.add("unfold", name, window.params(), List.of(draw.normal(x)), in -> unfold(in[0], window)
                .square());
        long places = unfold(draw.normal(x).tensor(), window).shape()[1];
        long channels = x[3];
        var params = window.params();
        params.put("space", shape(x[1], x[2]));
        file.add("fold", name, params, List.of(draw.normal(x[0], places, taps, channels)), in -> channelsLast(torch.col2im(
                        in[0].permute(0, 3, 2, 1).reshape(x[0], channels * taps, places),
                        shape(x[1], x[2]),
                        window.size,
                        window.dilation,
                        window.padding,
                        window.stride))
                .square());
    }

    /** (batch, places, window, channels). */
    private static Tensor unfold(Tensor x, Window window) {
        var columns =
                torch.im2col(channelsFirst(x), window.size, window.dilation, window.padding, window.stride);
        return columns.reshape(x.shape()[0], x.shape()[3], Array.size(window.size), -1)
                .permute(0, 3, 2, 1);
    }

    private static void unpool(VectorFile file, Window window, long[] x) {
        var name = window.text() + " over " + Arrays.toString(x);
        file.add("maxUnpool", name, window.params(), Draw.of("maxUnpool", name).distinct(x), in -> {
            var first = channelsFirst(in[0]);
            var pooled = torch.max_pool2d_with_indices(
                    first, window.size, window.stride, window.padding, window.dilation, false);
            return channelsLast(torch.max_unpool2d(pooled.get0().square(), pooled.get1(), x[1], x[2]));
        });
    }
}
