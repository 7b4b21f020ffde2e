package hanshu.train.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the sample reports to the folder that is named, for looking at them. */
final class Gallery {
    private Gallery() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createDirectories(Path.of(args[0]));
        Files.writeString(
                folder.resolve("regression.html"),
                SupervisedReport.of(SampleResults.regression()).html());
        Files.writeString(
                folder.resolve("classification.html"),
                SupervisedReport.of(SampleResults.classification()).html());
        Files.writeString(
                folder.resolve("hostile.html"),
                SupervisedReport.of(SampleResults.hostile()).html());
    }
}
