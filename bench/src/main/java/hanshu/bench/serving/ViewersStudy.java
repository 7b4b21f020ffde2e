package hanshu.bench.serving;

import hanshu.train.Event.EpochEnded;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import hanshu.workbench.page.Program;
import hanshu.workbench.page.Workbench;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much viewers of a run slow its training. They come and go while one training goes on, and the epochs with them are
 * compared with those just before or after, without them: so what else happens on the machine does to both the same. The
 * training is a process of its own; the workbench and its viewers, who do what the page does, are another on the same
 * machine, so that the cost of the viewers' own side counts too.
 */
public final class ViewersStudy implements AutoCloseable {
    static final int VIEWERS = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofSeconds(90); // its code is compiled meanwhile

    private final Path folder = Files.createTempDirectory("hanshu-viewers");
    private final Workbench workbench =
            new Workbench(folder, folder, new Program(List.of("hanshu"), words -> "hanshu"));
    private final Server server = Server.start(Binding.local(0), workbench.routes(), Limits.DEFAULT);
    private final Process training;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private double viewedSeconds;
    private double cpuSeconds;

    ViewersStudy(List<String> arguments) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "hanshu.cli.Main",
                "train"));
        words.addAll(arguments);
        words.addAll(List.of("--quiet", "--runs", folder.toString()));
        training = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** One part of a training. */
    private record Span(double from, double to) {
        /** Seconds of an epoch in it. */
        double pace(List<EpochEnded> epochs) {
            var within = epochs.stream()
                    .filter(epoch -> epoch.seconds() >= from && epoch.seconds() <= to)
                    .toList();
            if (within.size() < 3) {
                throw new IllegalStateException(
                        "%d epochs in %.1f s are too few to time: take less data, or longer spans"
                                .formatted(within.size(), to - from));
            }
            return (within.getLast().seconds() - within.getFirst().seconds()) / (within.size() - 1);
        }
    }

    /**
     * What was measured.
     *
     * @param ratios the seconds of an epoch with viewers over those without, of each pair of spans
     * @param cores  how many the workbench and its viewers kept busy together
     */
    record Result(List<Double> ratios, double cores, long answers, long errors) {
        @Override
        public String toString() {
            var percent =
                    ratios.stream().map(ratio -> 100 * (ratio - 1)).sorted().toList();
            double mean = percent.stream().mapToDouble(p -> p).average().orElseThrow();
            double variance =
                    percent.stream().mapToDouble(p -> (p - mean) * (p - mean)).sum() / (percent.size() - 1);
            return ("slower by %.2f %% (median of %d pairs; mean %.2f, standard error %.2f);"
                            + " workbench and viewers took %.1f %% of one core; %d answers, %d errors")
                    .formatted(
                            percent.get(percent.size() / 2),
                            percent.size(),
                            mean,
                            Math.sqrt(variance / percent.size()),
                            100 * cores,
                            answers,
                            errors);
        }
    }

    /** {@code PAIRS SECONDS FILE TARGET SETTING…}: pairs of spans of one training, with viewers and without. */
    public static void main(String... args) throws Exception {
        var arguments = new ArrayList<>(List.of(args[2], "--target", args[3]));
        List.of(args).subList(4, args.length).forEach(each -> arguments.addAll(List.of("--set", each)));
        try (var study = new ViewersStudy(arguments)) {
            var length = Duration.ofSeconds(Long.parseLong(args[1]));
            System.out.println(study.measure(Integer.parseInt(args[0]), length));
        }
    }

    /** @param length of a span; before each, a quarter of it passes in which viewers come or go */
    Result measure(int pairs, Duration length) throws IOException, InterruptedException {
        var run = begun();
        double began = started(run);
        span(run, VIEWERS, WARM_UP, began);
        cpuSeconds = 0;
        viewedSeconds = 0;
        var spans = new ArrayList<List<Span>>(); // without, with
        for (int pair = 0; pair < pairs; pair++) {
            // In turn first and second: a machine that becomes slower treats both alike.
            boolean isFirst = pair % 2 == 0;
            var first = span(run, isFirst ? VIEWERS : 0, length, began);
            var second = span(run, isFirst ? 0 : VIEWERS, length, began);
            spans.add(isFirst ? List.of(second, first) : List.of(first, second));
        }
        var epochs = epochs(run);
        var ratios = new ArrayList<Double>();
        for (var pair : spans) {
            double without = pair.getFirst().pace(epochs);
            double with = pair.getLast().pace(epochs);
            System.out.printf("%.4f s an epoch, with %d viewers %.4f s%n", without, VIEWERS, with);
            ratios.add(with / without);
        }
        return new Result(ratios, cpuSeconds / viewedSeconds, answers.get(), errors.get());
    }

    private Span span(RunFolder run, int count, Duration length, double began)
            throws IOException, InterruptedException {
        var viewers = new ArrayList<Viewer>();
        for (int i = 0; i < count; i++) {
            viewers.add(new Viewer(server.port(), String.valueOf(run.path().getFileName()), answers, errors));
        }
        Thread.sleep(length.dividedBy(4));
        double from = now() - began;
        double cpu = cpu();
        Thread.sleep(length);
        double to = now() - began;
        if (count > 0) {
            viewedSeconds += to - from;
            cpuSeconds += cpu() - cpu;
        }
        for (var viewer : viewers) {
            viewer.close();
        }
        if (!training.isAlive()) {
            throw new IllegalStateException("the training ended too early: give it more epochs");
        }
        return new Span(from, to);
    }

    /** Of this process, in seconds. */
    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() * 1e-9;
    }

    private static double now() {
        return System.nanoTime() * 1e-9;
    }

    private static List<EpochEnded> epochs(RunFolder run) {
        return EventLog.read(run.metrics()).stream()
                .filter(EpochEnded.class::isInstance)
                .map(EpochEnded.class::cast)
                .toList();
    }

    private RunFolder begun() throws IOException, InterruptedException {
        for (double start = now(); now() - start < PATIENCE.toSeconds() && training.isAlive(); ) {
            try (var runs = Files.list(folder)) {
                var found = runs.map(RunFolder::new)
                        .filter(run ->
                                Files.exists(run.metrics()) && !epochs(run).isEmpty())
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no epoch ended");
    }

    /** When the clock of its events began, on the clock of this process. */
    private double started(RunFolder run) throws InterruptedException {
        int known = epochs(run).size();
        while (training.isAlive()) {
            var epochs = epochs(run);
            if (epochs.size() > known) {
                return now() - epochs.getLast().seconds();
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("the training ended too early: give it more epochs");
    }

    @Override
    public void close() {
        training.destroy();
        training.onExit().join();
        server.close();
        workbench.close();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
