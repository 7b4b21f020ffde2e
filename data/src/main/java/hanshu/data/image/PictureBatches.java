package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.tensor.Key;
import hanshu.tensor.Parallel;
import hanshu.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Batches of pictures, decoded and augmented ahead of the trainer by threads of their own. The order of an epoch tells
 * which pictures come next, so whoever trains gives the whole order with each batch that it asks for, as
 * {@code hanshu.train.Training} does:
 *
 * <pre>{@code
 * var train = data.train().only(split.train());
 * var normalisation = Normalisation.of(train.pictures());
 * var batches = new PictureBatches(train.pictures(), normalisation, augmentation, key.at("augment"));
 * new Batches<Examples>() {
 *     public int count() { return batches.count(); }
 *     public void startEpoch(int epoch) { batches.startEpoch(epoch); }
 *     public Examples batch(int[] rows, int from, int to) {
 *         return new Examples(batches.batch(rows, from, to), train.labels(rows, from, to));
 *     }
 * }
 * }</pre>
 *
 * <p>How picture n is changed in epoch e depends on {@code key.at(e).at(n)} alone: not on the batch it comes in, nor on
 * the number of threads. No more is held than the batch asked for and two of its size ahead.
 */
public final class PictureBatches {
    /** Bytes of pictures that a thread makes ready at a time. */
    private static final int RUN = 1 << 16;

    private static final ExecutorService READERS = Executors.newFixedThreadPool(
            Parallel.threads(),
            Thread.ofPlatform().daemon().name("hanshu-pictures-", 1).factory());

    private final Pictures pictures;
    private final float[][] table;
    private final PictureChange change;
    private final Key key;
    private final int run; // pictures made ready at a time

    private int epoch;
    private int[] order = {};
    private final Map<Integer, Future<byte[][]>> ready = new HashMap<>(); // by their place in the order, in runs
    private float[] values = {};
    private int held;
    private long firstNanos;
    private long lastNanos;
    private long waitedNanos;

    public PictureBatches(Pictures pictures, Normalisation normalisation, PictureChange change, Key key) {
        if (normalisation.mean().size() != pictures.size().channels()) {
            throw new DataException("a normalisation of %d channels doesn't fit pictures that are %s"
                    .formatted(normalisation.mean().size(), pictures.size()));
        }
        this.pictures = pictures;
        this.table = normalisation.table();
        this.change = change;
        this.key = key;
        this.run = Math.clamp(RUN / pictures.size().bytes(), 1, 64);
    }

    /** As they are, but normalised: for validation, tests and predictions. */
    public PictureBatches(Pictures pictures, Normalisation normalisation) {
        this(pictures, normalisation, PictureChange.none(), Key.of(0));
    }

    public int count() {
        return pictures.count();
    }

    /** Says that an epoch, counted from 0, begins or goes on: its pictures are changed in ways of its own. */
    public void startEpoch(int number) {
        forget();
        epoch = number;
    }

    /**
     * The pictures {@code rows[from]} … {@code rows[to − 1]}, normalised: (to − from, height, width, channels). The next
     * call fills the same array anew.
     *
     * @param rows the order of the epoch, which doesn't change while it lasts
     * @throws DataException when a picture's file can't be read any more
     */
    @SuppressWarnings("ReferenceEquality") // the order is long, and another array is another epoch's
    public Tensor batch(int[] rows, int from, int to) {
        long start = System.nanoTime();
        if (firstNanos == 0) {
            firstNanos = start;
        }
        if (rows != order) {
            forget();
            order = rows;
        }
        var size = pictures.size();
        if (values.length < (to - from) * size.bytes()) {
            values = new float[(to - from) * size.bytes()];
        }
        int ahead = Math.min(rows.length, to + 2 * (to - from));
        for (int index = from / run; index * run < ahead; index++) {
            var _ = run(index); // awaited below, or by a later call
        }
        held = Math.max(held, ready.size() * run);
        for (int at = from; at < to; ) {
            byte[][] part = await(run(at / run));
            int end = Math.min(to, (at / run + 1) * run);
            int first = at;
            Parallel.ranges(end - at, Math.max(1, (1 << 15) / size.bytes()), (i, j) -> {
                for (int row = first + i; row < first + j; row++) {
                    normalise(part[row % run], (row - from) * size.bytes());
                }
            });
            at = end;
        }
        ready.keySet().removeIf(index -> index < to / run);
        lastNanos = System.nanoTime();
        waitedNanos += lastNanos - start;
        return Tensor.sharing(values, 0, to - from, size.height(), size.width(), size.channels());
    }

    /** What part of the time from the first batch to the last was spent in waiting for batches: 0 … 1. */
    public double shareWaited() {
        return lastNanos == firstNanos ? 0 : (double) waitedNanos / (lastNanos - firstNanos);
    }

    /** The most pictures that were held at a time. */
    int held() {
        return held;
    }

    private void forget() {
        ready.values().forEach(future -> future.cancel(false));
        ready.clear();
        order = new int[0];
    }

    /** The run of pictures at a place in the order, which is made ready if it isn't yet. */
    private Future<byte[][]> run(int index) {
        int[] rows = order;
        int ofEpoch = epoch;
        return ready.computeIfAbsent(index, i -> READERS.submit(() -> prepared(rows, i, ofEpoch)));
    }

    private byte[][] prepared(int[] rows, int index, int ofEpoch) {
        int from = index * run;
        var prepared = new byte[Math.min(run, rows.length - from)][];
        for (int i = 0; i < prepared.length; i++) {
            int number = rows[from + i];
            prepared[i] = change.apply(
                    pictures.pixels(number), pictures.size(), key.at(ofEpoch).at(number));
        }
        return prepared;
    }

    private void normalise(byte[] pixels, int at) {
        int channels = table.length;
        for (int c = 0; c < channels; c++) {
            float[] becomes = table[c];
            for (int i = c; i < pixels.length; i += channels) {
                values[at + i] = becomes[pixels[i] & 0xff];
            }
        }
    }

    private static byte[][] await(Future<byte[][]> prepared) {
        try {
            return prepared.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException unreadable -> throw unreadable;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for pictures", e);
        }
    }
}
