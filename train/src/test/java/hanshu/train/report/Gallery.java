package hanshu.train.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the sample reports to the folder that is named, for looking at them. */
final class Gallery {
    private Gallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        var results = Map.of(
                "regression", SampleResults.regression(),
                "prices", SampleResults.regression(100_000),
                "classification", SampleResults.classification(),
                "linear", SampleResults.linearKept(SampleResults.classification()),
                "hostile", SampleResults.hostile());
        for (var result : results.entrySet()) {
            var html = SupervisedReport.of(result.getValue()).html();
            Files.writeString(folder.resolve(result.getKey() + ".html"), html);
        }
    }
}
