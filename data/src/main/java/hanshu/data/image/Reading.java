package hanshu.data.image;

import hanshu.data.DataException;
import hanshu.data.Faults;
import hanshu.data.Wording;
import hanshu.data.table.Notice;
import hanshu.tensor.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that were read from files: all are looked at, then each is decoded once, so that damaged ones are found
 * before training. They stay in memory where there is room, else they are decoded again whenever they are wanted.
 *
 * <pre>{@code
 * var reading = Reading.of(files, PictureOptions.DEFAULT);   // files: List<PictureFile>, such as a column of a table
 * var rows = table.select(reading.kept());                   // the rows whose pictures could be read
 * var pictures = reading.pictures();                         // of these rows, in this order
 * var fitting = reading.fitting();                           // goes into the model file
 * }</pre>
 *
 * @param kept which of the files: their numbers from 0, rising
 * @param fitting how they were brought to one size
 * @param notices the choices made, what was skipped and why
 */
@SuppressWarnings("ArrayRecordComponent") // numbers of files by the million, handed on and never compared
public record Reading(Pictures pictures, int[] kept, Fitting fitting, List<Notice> notices) {
    /** Files that one thread takes at a time. */
    private static final int RUN = 32;

    /**
     * Reads all files.
     *
     * @throws DataException when no picture can be read, or one can't be and the options say to fail then
     */
    public static Reading of(List<PictureFile> files, PictureOptions options) {
        return read(files, options, Optional.empty());
    }

    /** Read like others before them, as test pictures must be. */
    public static Reading of(List<PictureFile> files, PictureOptions options, Fitting fitting) {
        return read(files, options, Optional.of(fitting));
    }

    private static Reading read(List<PictureFile> files, PictureOptions options, Optional<Fitting> given) {
        if (files.isEmpty()) {
            throw new DataException("there are no pictures to read");
        }
        var failures = new @Nullable DataException[files.size()];
        var notices = new ArrayList<Notice>();
        var fitting = given.orElseGet(() -> {
            var headers = new Decoder.@Nullable Header[files.size()];
            forEach(files, failures, i -> headers[i] = Decoder.header(files.get(i), options.maxPixels()));
            faults(files, failures, options);
            var found = Arrays.stream(headers)
                    .flatMap(header -> Optional.ofNullable(header).stream())
                    .toList();
            var choice = Fitting.choose(found, options);
            notices.add(choice.notice());
            mislabelled(files, headers).ifPresent(notices::add);
            return choice.fitting();
        });
        boolean inMemory = switch (options.keep()) {
            case MEMORY -> true;
            case DISK -> false;
            case AUTO ->
                (long) files.size() * fitting.size().bytes()
                        <= Runtime.getRuntime().maxMemory() / 4;
        };
        var pixels = new byte[files.size()][];
        forEach(files, failures, i -> {
            byte[] read = fitting.read(files.get(i));
            if (inMemory) {
                pixels[i] = read;
            }
        });
        notices.addAll(faults(files, failures, options).notices("pictures", files.size()));
        int[] kept = IntStream.range(0, files.size())
                .filter(i -> failures[i] == null)
                .toArray();
        if (!inMemory) {
            notices.add(Notice.info(
                    "",
                    Wording.of(
                                    "The pictures would take %,d MB of a memory of %,d MB, so each is decoded whenever it is wanted.",
                                    "图片要占 %,d MB，内存只有 %,d MB，所以每张在用到时才解码。")
                            .with(
                                    ((long) kept.length * fitting.size().bytes()) >> 20,
                                    Runtime.getRuntime().maxMemory() >> 20)));
        }
        var read = Arrays.stream(kept).mapToObj(files::get).toArray(PictureFile[]::new);
        IntFunction<byte[]> source = inMemory
                ? number -> Objects.requireNonNull(pixels[kept[number]])
                : number -> fitting.read(read[number]);
        return new Reading(new Read(read, fitting.size(), source), kept, fitting, notices);
    }

    /** Pictures that have been decoded, or are when they are wanted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(PictureFile[] files, PictureSize size, IntFunction<byte[]> source) implements Pictures {
        @Override
        public int count() {
            return files.length;
        }

        @Override
        public byte[] pixels(int number) {
            return source.apply(number);
        }

        @Override
        public String name(int number) {
            return files[number].path();
        }
    }

    /** What is done with each file that hasn't failed, on all threads. */
    private static void forEach(List<PictureFile> files, @Nullable DataException[] failures, IntConsumer body) {
        Parallel.ranges(files.size(), RUN, (from, to) -> {
            for (int i = from; i < to; i++) {
                if (failures[i] == null) {
                    try {
                        body.accept(i);
                    } catch (DataException e) {
                        failures[i] = e;
                    }
                }
            }
        });
    }

    private static Faults faults(List<PictureFile> files, @Nullable DataException[] failures, PictureOptions options) {
        var faults = new Faults(options.onError());
        for (var failure : failures) {
            if (failure != null) {
                faults.found(failure);
            }
        }
        if (faults.count() == files.size()) {
            throw new DataException(
                    faults.notices("pictures", files.size()).getFirst().sentence());
        }
        return faults;
    }

    /** Files that hold another format than their names say: they are read by what they hold. */
    private static Optional<Notice> mislabelled(List<PictureFile> files, Decoder.@Nullable Header[] headers) {
        int count = 0;
        var first = Wording.of("");
        for (int i = 0; i < headers.length; i++) {
            var header = headers[i];
            if (header != null
                    && PictureFiles.isPicture(files.get(i).path())
                    && !header.fits(files.get(i).path())) {
                first = count == 0
                        ? Wording.of("%s holds %s", "%s 其实是 %s")
                                .with(files.get(i).name(), header.format())
                        : first;
                count++;
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(Notice.info(
                        "",
                        Wording.of(
                                        "%,d pictures are of another format than their names say and are read as what they are: %s%s.",
                                        "%,d 张图片的格式与名字不符，按实际格式读取：%s%s。")
                                .with(count, first, count > 1 ? Wording.of(", …", "，…") : "")));
    }
}
