package hanshu.bench.serving;

import hanshu.train.Event;
import hanshu.train.run.EventLog;
import hanshu.train.run.RunFolder;
import hanshu.workbench.page.Program;
import hanshu.workbench.page.Workbench;
import hanshu.workbench.server.Binding;
import hanshu.workbench.server.Limits;
import hanshu.workbench.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * How much viewers of a run slow its training. The training is a process of its own; the workbench and its viewers, who do
 * what the page does, are another on the same machine, so the cost of the viewers' own side counts too.
 */
public final class ViewersStudy {
    static final int VIEWERS = 50;

    /** As often as the page asks while a log grows. */
    private static final long PAGE_MILLIS = 1500;

    private final Path folder;
    private final List<String> training;
    private final String address;
    private final HttpClient client;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();

    private ViewersStudy(Path folder, List<String> training, String address, HttpClient client) {
        this.folder = folder;
        this.training = training;
        this.address = address;
        this.client = client;
    }

    /** {@code PAIRS CSV_FILE TARGET SETTING…}: trains alone and with viewers, in turn, and prints the seconds of each. */
    public static void main(String... args) throws Exception {
        var settings = new ArrayList<>(List.of("train", args[1], "--target", args[2], "--quiet"));
        List.of(args).subList(3, args.length).forEach(each -> settings.addAll(List.of("--set", each)));
        var ratios = run(Integer.parseInt(args[0]), settings);
        System.out.printf(
                "slower by %.1f %% (median of %d pairs)%n", 100 * (ratios.get(ratios.size() / 2) - 1), ratios.size());
    }

    /** The seconds with viewers over those without, a pair each, sorted; a first pair, which warms up, is left out. */
    static List<Double> run(int pairs, List<String> training) throws Exception {
        var folder = Files.createTempDirectory("hanshu-viewers");
        var ratios = new ArrayList<Double>();
        try (var workbench = new Workbench(folder, folder, new Program(List.of("hanshu"), words -> "hanshu"));
                var server = Server.start(Binding.local(0), workbench.routes(), Limits.DEFAULT);
                var client = HttpClient.newHttpClient()) {
            var study = new ViewersStudy(folder, training, server.address(), client);
            for (int pair = 0; pair <= pairs; pair++) {
                // In turn first and second: a machine that becomes slower treats both alike.
                double first = study.seconds(pair % 2 == 0 ? 0 : VIEWERS);
                double second = study.seconds(pair % 2 == 0 ? VIEWERS : 0);
                double alone = pair % 2 == 0 ? first : second;
                double seen = pair % 2 == 0 ? second : first;
                System.out.printf(
                        "%salone %.2f s, with %d viewers %.2f s: %.3f; they got %d answers, %d errors%n",
                        pair == 0 ? "(to warm up) " : "",
                        alone,
                        VIEWERS,
                        seen,
                        seen / alone,
                        study.answers.getAndSet(0),
                        study.errors.getAndSet(0));
                if (pair > 0) {
                    ratios.add(seen / alone);
                }
            }
        }
        return ratios.stream().sorted().toList();
    }

    /** How long a training takes, by its own clock. */
    private double seconds(int viewers) throws Exception {
        var known = runs();
        var process = start();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var run = begun(process, known);
            for (int i = 0; i < viewers; i++) {
                view(threads, run);
            }
            int code = process.waitFor();
            threads.shutdownNow();
            if (code != 0) {
                throw new IllegalStateException("the training ended with " + code);
            }
            return EventLog.read(run.metrics()).stream()
                    .filter(Event.RunEnded.class::isInstance)
                    .mapToDouble(Event::seconds)
                    .sum();
        }
    }

    private Set<Path> runs() throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.collect(Collectors.toSet());
        }
    }

    private Process start() throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "hanshu.cli.Main"));
        words.addAll(training);
        words.addAll(List.of("--runs", folder.toString()));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private RunFolder begun(Process process, Set<Path> known) throws IOException, InterruptedException {
        while (process.isAlive()) {
            var found = runs().stream()
                    .filter(path -> !known.contains(path))
                    .map(RunFolder::new)
                    .filter(run -> Files.exists(run.metrics()))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("the training ended before it began");
    }

    /** Follows the events, and asks for the curves and the state as the page does, until the run has ended. */
    private void view(ExecutorService threads, RunFolder run) {
        var base = address + "api/runs/" + run.path().getFileName();
        var grown = new AtomicLong();
        threads.execute(() -> counting(() -> {
            var body = client.send(get(base + "/events"), BodyHandlers.ofInputStream())
                    .body();
            try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                while (lines.readLine() != null) {
                    grown.incrementAndGet();
                }
            }
        }));
        threads.execute(() -> counting(() -> {
            long seen = 0;
            while (true) {
                Thread.sleep(PAGE_MILLIS);
                if (grown.get() != seen) {
                    seen = grown.get();
                    ask(base);
                    ask(base + "/training?language=en");
                }
            }
        }));
    }

    private interface Viewing {
        void run() throws IOException, InterruptedException;
    }

    private void counting(Viewing viewing) {
        try {
            viewing.run();
        } catch (InterruptedException e) {
            // The run has ended.
        } catch (IOException e) {
            errors.incrementAndGet();
        }
    }

    private void ask(String url) throws IOException, InterruptedException {
        int status = client.send(get(url), BodyHandlers.discarding()).statusCode();
        answers.incrementAndGet();
        if (status != 200) {
            errors.incrementAndGet();
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Accept-Encoding", "gzip")
                .build();
    }
}
