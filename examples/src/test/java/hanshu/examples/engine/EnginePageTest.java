package hanshu.examples.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.examples.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What docs/engine.md quotes is what is there. Above a block of Java stands a link to the file that it is from: of a
 * program in this package the whole class body, and below it all that the program prints; of any other file, lines.
 */
class EnginePageTest {
    private static final Path DOCS = Path.of("../docs");
    private static final List<String> PAGES = List.of("engine.md", "engine.zh-CN.md");
    private static final Path PROGRAMS = Path.of("src/main/java/hanshu/examples/engine");

    /** A link on a line of its own, a block of Java, and perhaps a block of text. */
    private static final Pattern QUOTATION =
            Pattern.compile("\\[.*]\\((.*\\.java)\\).*\n```java\n((?s:.*?))```\n(?:\n*```text\n((?s:.*?))```\n)?");

    private record Quotation(String page, Path file, String code, String printed) {
        boolean isProgram() {
            return file.startsWith(PROGRAMS);
        }

        @Override
        public String toString() {
            return page + ", " + file.getFileName() + ": "
                    + code.lines().findFirst().orElse("");
        }
    }

    @TestFactory
    Stream<DynamicTest> programsAreQuotedWhole() throws IOException {
        return quotations().stream()
                .filter(Quotation::isProgram)
                .map(q -> dynamicTest(q.toString(), () -> assertThat(q.code).isEqualTo(body(q.file))));
    }

    @TestFactory
    Stream<DynamicTest> programsPrintWhatThePageSays() throws IOException {
        return quotations().stream()
                .filter(Quotation::isProgram)
                .map(q ->
                        dynamicTest(q.toString(), () -> assertThat(run(q.file)).isEqualTo(q.printed)));
    }

    @TestFactory
    Stream<DynamicTest> sourcesSayWhatThePageSays() throws IOException {
        return quotations().stream()
                .filter(q -> !q.isProgram())
                .map(q -> dynamicTest(
                        q.toString(),
                        () -> assertThat(withoutIndentation(Files.readString(q.file)))
                                .contains(withoutIndentation(q.code))));
    }

    @Test
    void eachPageQuotesEveryProgramAndNothingElse() throws IOException {
        for (var page : PAGES) {
            var quoted = quotations().stream().filter(q -> q.page.equals(page)).toList();
            long blocks = Files.readString(DOCS.resolve(page))
                    .lines()
                    .filter("```java"::equals)
                    .count();
            assertThat(quoted).as(page + ": a link stands above every block").hasSize((int) blocks);
            assertThat(quoted.stream().filter(Quotation::isProgram).map(Quotation::file))
                    .containsExactlyInAnyOrderElementsOf(programs());
            assertThat(quoted).as("on one screen").allMatch(q -> q.code.lines().count() <= 20);
        }
    }

    private static List<Quotation> quotations() throws IOException {
        var found = new ArrayList<Quotation>();
        for (var page : PAGES) {
            var match = QUOTATION.matcher(Files.readString(DOCS.resolve(page)));
            while (match.find()) {
                var file = DOCS.resolve(match.group(1)).normalize();
                var printed = match.group(3) == null ? "" : match.group(3);
                found.add(new Quotation(page, relative(file), match.group(2), printed));
            }
        }
        return found;
    }

    /** Files of this module from its own folder on, others from the parent's. */
    private static Path relative(Path file) {
        var own = Path.of("../examples");
        return file.startsWith(own) ? own.relativize(file) : file;
    }

    private static List<Path> programs() throws IOException {
        try (var files = Files.list(PROGRAMS)) {
            return files.filter(f -> !f.endsWith("package-info.java")).toList();
        }
    }

    /** What stands in the class, which the page leaves out: it can be run as it is. */
    private static String body(Path file) throws IOException {
        var program = Files.readString(file);
        int from = program.indexOf('\n', program.indexOf("final class ")) + 1;
        return program.substring(from, program.lastIndexOf("\n}")).stripIndent() + "\n";
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).reduce("", (a, b) -> a + b + "\n");
    }

    private static String run(Path file) throws IOException, InterruptedException {
        return Programs.printedBy(
                EnginePageTest.class.getPackageName() + "."
                        + file.getFileName().toString().replace(".java", ""),
                Path.of("."),
                "-Xmx256m",
                "-Dhanshu.kernels=plain");
    }
}
