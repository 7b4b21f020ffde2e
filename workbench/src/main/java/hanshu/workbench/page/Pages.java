package hanshu.workbench.page;

import hanshu.train.report.Asset;
import hanshu.workbench.server.Refusal;
import hanshu.workbench.server.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that the page is made of, compressed once. All but the first lie under a path that names their content, so that
 * a browser keeps them for good and asks for others as soon as they change.
 */
final class Pages {
    /** Modules, which import each other by name, and the library they are written with. */
    private static final List<String> MODULES = List.of(
            "preact.js",
            "language.js",
            "server.js",
            "fragment.js",
            "parts.js",
            "runs.js",
            "run.js",
            "train.js",
            "data.js",
            "rows.js",
            "sample.js",
            "derive.js",
            "workbench.js");

    private final Map<String, Response> files = new LinkedHashMap<>();
    private final Response index;

    Pages() {
        var texts = new LinkedHashMap<String, String>();
        MODULES.forEach(name -> texts.put(name, resource(name)));
        texts.put("echarts.js", Asset.ECHARTS.text());
        texts.put("charts.js", Asset.CHARTS.text());
        texts.put("report.css", Asset.STYLE.text());
        texts.put("workbench.css", resource("workbench.css"));
        texts.put("icon.svg", resource("icon.svg"));
        texts.forEach((name, text) -> files.put(name, kept(type(name), text)));
        index = kept("text/html", resource("index.html").replace("{content}", hash(List.copyOf(texts.values()))));
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".js" -> "text/javascript";
            case ".css" -> "text/css";
            default -> "image/svg+xml";
        };
    }

    private static Response kept(String type, String text) {
        return Response.text(type, text).compressed();
    }

    private static String hash(List<String> texts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            texts.forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256, this one has not", e);
        }
    }

    Response index() {
        return index;
    }

    /** For good: another content has another path. */
    Response file(String name) {
        var file = files.get(name);
        if (file == null) {
            throw Refusal.notFound("the page has no part \"%s\"".formatted(name));
        }
        return file.with("Cache-Control", "max-age=31536000, immutable");
    }

    private static String resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + name + ": build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the program", e);
        }
    }
}
