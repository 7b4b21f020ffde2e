package hanshu.workbench.page;

import hanshu.train.Event;
import hanshu.train.report.Language;
import hanshu.train.report.Section;
import hanshu.train.report.SectionHtml;
import hanshu.train.report.TrainingSections;
import hanshu.train.run.Logbook;
import hanshu.train.run.RunFolder;
import hanshu.train.run.Worker;
import hanshu.workbench.serve.Served;
import hanshu.workbench.server.Folder;
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Request;
import hanshu.workbench.server.Response;
import hanshu.workbench.server.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The routes of the page. {@code /} is the page itself and {@code /page} its parts; {@code /api} is what it asks: the
 * panels come as HTML with ECharts options in it, made by the functions that make reports; what takes long is done by the
 * program as a process of its own, by a command that the page shows.
 */
public final class Workbench implements AutoCloseable {
    private final RunBook runs;
    private final DataFolder data;
    private final Jobs jobs;
    private final Models models = new Models();
    private final Pages pages = new Pages();
    private final Panels panels;
    private final DeriveRoutes derive;

    /**
     * Over the runs of a folder.
     *
     * @param runs is made if it is missing
     * @param data whose files may be learned from
     */
    public Workbench(Path runs, Path data, Program program) {
        try {
            Files.createDirectories(runs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create %s".formatted(runs), e);
        }
        this.runs = new RunBook(Folder.of(runs));
        this.data = new DataFolder(Folder.of(data));
        jobs = new Jobs(program, this.data.path());
        panels = new Panels(this.runs);
        derive = new DeriveRoutes(this.data);
    }

    /** All that it answers. */
    public Routes routes() {
        var routes = Routes.of()
                .get("/", request -> pages.index())
                .get("/page/{content}/{file}", request -> pages.file(request.parameter("file")))
                .get("/api/runs", request -> Response.json(runs.cards()))
                .get("/api/runs/{run}", request -> Response.json(described(run(request))))
                .delete("/api/runs/{run}", this::delete)
                .get("/api/runs/{run}/events", request -> Response.events(runs.events(run(request))))
                .get("/api/runs/{run}/training", request -> panels.training(run(request), language(request)))
                .get("/api/runs/{run}/report", this::report)
                .get("/api/runs/{run}/inside", this::inside)
                .get("/api/runs/{run}/files/{file}", this::file)
                .post("/api/runs/{run}/pause", this::pause)
                .post("/api/runs/{run}/resume", this::resume)
                .post("/api/runs/{run}/finish", this::finish)
                .post("/api/runs/{run}/doctor", this::doctor)
                .get("/api/runs/{run}/form", this::form)
                .post("/api/runs/{run}/predict", this::predict)
                .post(
                        "/api/runs/{run}/inside",
                        request ->
                                html(models.inside(run(request), request.json(), language(request)), language(request)))
                .get("/api/compare", this::compare)
                .post("/api/train", this::train)
                .get("/api/jobs/{job}", this::job)
                .delete("/api/jobs/{job}", this::stop)
                .get("/api/files", request -> Response.json(data.files(query(request, "folder", ""))))
                .get("/api/columns", request -> Response.json(Panels.columns(data.resolve(query(request, "file", "")))))
                .get(
                        "/api/data",
                        request -> panels.data(
                                data.resolve(query(request, "file", "")),
                                query(request, "target", ""),
                                language(request)));
        derive.addTo(routes);
        return routes.refusing(Served::isRefused);
    }

    private RunFolder run(Request request) {
        return runs.folder(request.parameter("run"));
    }

    static String query(Request request, String name, String otherwise) {
        return request.query().getOrDefault(name, otherwise);
    }

    static Language language(Request request) {
        return query(request, "language", "en").startsWith("zh") ? Language.CHINESE : Language.ENGLISH;
    }

    static Response html(List<Section> sections, Language language) {
        return Response.text("text/html", new SectionHtml(language).html(sections));
    }

    private Map<String, Object> described(RunFolder run) {
        var described = new LinkedHashMap<String, Object>();
        described.put("card", runs.card(run));
        described.put("config", text(run.config()));
        described.put("job", jobs.find("run " + name(run)).map(Job::described).orElse(Map.of()));
        described.put(
                "doctor", jobs.find("doctor " + name(run)).map(Job::described).orElse(Map.of()));
        return described;
    }

    private static String name(RunFolder run) {
        return String.valueOf(run.path().getFileName());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response delete(Request request) {
        runs.delete(run(request));
        return Response.nothing();
    }

    /**
     * The report in its own frame: its own policy forbids it all but its own scripts. In another language than that of the
     * run it is written when it is first asked for.
     */
    private Response report(Request request) {
        var run = run(request);
        if (!Files.exists(run.report())) {
            throw Refusal.notFound("%s has no report yet: it is written at the end".formatted(name(run)));
        }
        var language = language(request);
        if (isOlder(run.report(language), run.report())) {
            jobs.start("report " + name(run), List.of("report", run.path().toString(), "--language", shortly(language)))
                    .await();
        }
        return Response.text("text/html", text(run.report(language)))
                .with("Content-Security-Policy", "frame-ancestors 'self'")
                .with("X-Frame-Options", "SAMEORIGIN");
    }

    /** Whether a file is missing, or was written before another one. */
    private static boolean isOlder(Path file, Path other) {
        try {
            return !Files.exists(file)
                    || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(other)) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shortly(Language language) {
        return language == Language.ENGLISH ? "en" : "zh";
    }

    private Response inside(Request request) {
        var run = run(request);
        if (!Files.exists(run.model())) {
            throw new Refusal(409, "%s holds no model yet".formatted(name(run)));
        }
        return html(InsideSections.of(run.model(), language(request)), language(request));
    }

    private Response file(Request request) {
        var run = run(request);
        return switch (request.parameter("file")) {
            case "model.safetensors" -> download(run.model(), "application/octet-stream", name(run) + ".safetensors");
            case "report.html" -> download(run.report(), "text/html", name(run) + ".html");
            case "config.yaml" -> download(run.config(), "application/yaml", name(run) + ".yaml");
            case "metrics.jsonl" -> download(run.metrics(), "application/jsonl", name(run) + ".jsonl");
            default ->
                throw Refusal.notFound(
                        "a run gives model.safetensors, report.html, config.yaml and metrics.jsonl, not \"%s\""
                                .formatted(request.parameter("file")));
        };
    }

    private static Response download(Path file, String type, String name) {
        if (!Files.exists(file)) {
            throw Refusal.notFound("the run has no %s yet".formatted(file.getFileName()));
        }
        return Response.download(file, type, name);
    }

    private Response pause(Request request) {
        runs.pause(run(request));
        return Response.json(runs.card(run(request)));
    }

    private Response resume(Request request) {
        var run = run(request);
        return goOn(run, List.of("train", "--resume", run.path().toString()));
    }

    private Response goOn(RunFolder run, List<String> arguments) {
        return Response.json(jobs.start("run " + name(run), arguments).described());
    }

    /** Early, with what it has: one under way at its next step, another by going on for one. */
    private Response finish(Request request) {
        var run = run(request);
        if (Files.exists(run.result())) {
            throw new Refusal(409, "%s has ended already".formatted(name(run)));
        }
        if (Worker.of(run).isPresent()) {
            Logbook.finish(run);
            return Response.json(Map.of());
        }
        return goOn(run, List.of("finish", run.path().toString()));
    }

    private Response doctor(Request request) {
        var run = run(request);
        return Response.json(jobs.start(
                        "doctor " + name(run),
                        List.of("doctor", run.path().toString(), "--json", "--language", shortly(language(request))))
                .described());
    }

    /** As {@code hanshu train}: what the page does not ask for stands in {@code set}, as key=value. */
    private record Wanted(String file, String target, List<String> set) {}

    private Response train(Request request) {
        var wanted = request.json(Wanted.class);
        var arguments =
                new ArrayList<>(List.of("train", data.resolve(wanted.file()).toString()));
        if (!wanted.target().isEmpty()) {
            arguments.addAll(List.of("--target", wanted.target()));
        }
        wanted.set().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--runs", runs.path().toString()));
        return Response.json(jobs.start(arguments).described());
    }

    private Response job(Request request) {
        var job = jobs.get(request.parameter("job"));
        var begun = job.isOver() ? List.<String>of() : runs.of(job.pid());
        begun.forEach(run -> jobs.know("run " + run, job)); // so that the run's page can say how it ended
        var described = new LinkedHashMap<>(job.described());
        described.put("runs", begun);
        described.put("result", job.isOver() ? json(job.result()) : Map.of());
        return Response.json(described);
    }

    /** Of a command that writes JSON; others write for people. */
    private static JsonNode json(String text) {
        return text.startsWith("{")
                ? JsonMapper.shared().readTree(text)
                : JsonMapper.shared().createObjectNode();
    }

    private Response stop(Request request) {
        jobs.get(request.parameter("job")).stop();
        return Response.nothing();
    }

    private Response form(Request request) {
        var run = run(request);
        var source = JsonMapper.shared().readTree(text(run.path().resolve("source.json")));
        var arguments = source.path("arguments").values().stream()
                .map(JsonNode::asString)
                .toList();
        return Response.json(models.form(run, arguments));
    }

    private Response predict(Request request) {
        return Response.json(models.answers(run(request), request.json()));
    }

    private Response compare(Request request) {
        var logs = new LinkedHashMap<String, List<Event>>();
        for (var name : Pattern.compile(",").split(query(request, "runs", ""), -1)) {
            logs.put(name, runs.events(runs.folder(name)).content().events());
        }
        return html(TrainingSections.compared(logs, language(request)), language(request));
    }

    @Override
    public void close() {
        models.close();
    }
}
