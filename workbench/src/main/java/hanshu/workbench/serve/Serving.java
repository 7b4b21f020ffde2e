package hanshu.workbench.serve;

import hanshu.workbench.server.Handler;
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Request;
import hanshu.workbench.server.Response;
import hanshu.workbench.server.Routes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The routes of a model that is served: the Open Inference Protocol, version 2, as REST, a plain {@code /predict}, and
 * {@code /metrics}.
 *
 * @param name    of the model, in paths
 * @param version of the program
 */
public record Serving(String name, String version, Served model, Telemetry telemetry) {
    public Serving {
        if (!name.matches("[A-Za-z0-9._-]+") || name.matches("\\.+")) {
            throw new IllegalArgumentException(
                    "the name of a model is letters, digits, dots, - and _, got \"%s\"".formatted(name));
        }
    }

    /** All that it answers. */
    public Routes routes() {
        return Routes.of()
                .get("/v2", request -> Response.json(about()))
                .get("/v2/health/live", request -> Response.json(Map.of("live", true)))
                .get("/v2/health/ready", request -> Response.json(Map.of("ready", true)))
                .get("/v2/models/{model}", request -> Response.json(metadata(request)))
                .get("/v2/models/{model}/ready", request -> Response.json(Map.of("name", ours(request), "ready", true)))
                .post("/v2/models/{model}/infer", answering("infer", this::infer))
                .post("/predict", answering("predict", this::predict))
                .get("/metrics", request -> telemetry.read());
    }

    private Handler answering(String route, Handler handler) {
        return telemetry.measured(route, handler.refusing(Served::isRefused));
    }

    private Map<String, Object> about() {
        var about = new LinkedHashMap<String, Object>();
        about.put("name", "hanshu");
        about.put("version", version);
        about.put("extensions", List.of());
        return about;
    }

    private String ours(Request request) {
        var asked = request.parameter("model");
        if (!asked.equals(name)) {
            throw Refusal.notFound("there is no model \"%s\" here, only \"%s\"".formatted(asked, name));
        }
        return name;
    }

    private Map<String, Object> metadata(Request request) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", ours(request));
        metadata.put("versions", List.of());
        metadata.put("platform", "hanshu");
        metadata.put("inputs", model.inputs());
        metadata.put("outputs", model.outputs());
        return metadata;
    }

    private Response infer(Request request) {
        ours(request);
        var json = request.json();
        var answers = model.answer(InferenceTensors.rows(json));
        var wanted = new HashSet<String>();
        json.path("outputs").forEach(output -> wanted.add(output.path("name").asString("")));
        var response = new LinkedHashMap<String, Object>();
        response.put("model_name", name);
        if (json.has("id")) {
            response.put("id", json.path("id").asString(""));
        }
        response.put("outputs", InferenceTensors.outputs(answers, wanted));
        return Response.json(response);
    }

    /** An object for an object, a list for a list; a series is always a list. */
    private Response predict(Request request) {
        var json = request.json();
        var answers = model.answer(rows(json));
        return Response.json(json.isObject() && answers.size() == 1 ? answers.getFirst() : answers);
    }

    private static List<ObjectNode> rows(JsonNode json) {
        var rows = new ArrayList<ObjectNode>();
        for (var row : json instanceof ArrayNode list ? list.values() : List.of(json)) {
            if (!(row instanceof ObjectNode object)) {
                throw Refusal.badRequest("row %d is not an object such as {\"column\": 1}".formatted(rows.size() + 1));
            }
            rows.add(object);
        }
        return rows;
    }
}
