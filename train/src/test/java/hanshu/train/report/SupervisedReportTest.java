package hanshu.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.train.report.Section.Chart;
import hanshu.train.report.Section.ConfusionMatrix;
import hanshu.train.report.Section.DataTable;
import hanshu.train.report.SupervisedResult.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SupervisedReportTest {
    private static final SupervisedResult REGRESSION = SampleResults.regression();
    private static final SupervisedResult CLASSIFICATION = SampleResults.classification();

    private static Scores scores(String main, double naive, double linear, double network) {
        return new Scores(
                main, one(main, naive), one(main, linear), Map.of(), Map.of(), one(main, network), Map.of(), .95);
    }

    private static Map<String, OptionalDouble> one(String name, double value) {
        return Map.of(name, OptionalDouble.of(value));
    }

    private static String lead(SupervisedResult like, Scores scores, boolean linearKept) {
        var result = linearKept ? SampleResults.linearKept(like) : like;
        return SupervisedReport.of(new SupervisedResult(
                        result.data(),
                        scores,
                        result.learning(),
                        result.outcome(),
                        List.of(),
                        List.of(),
                        "",
                        result.reproduction()))
                .lead()
                .replace('\u00a0', ' ');
    }

    /** The page without the code that draws its charts. */
    private static String text(ReportPage page) {
        return page.html().replaceAll("(?s)<script>.*?</script>", "");
    }

    private static Stream<Section> sections(ReportPage page) {
        return page.parts().stream()
                .flatMap(part -> part.sections().stream())
                .flatMap(section -> section instanceof Section.Beside(var inner) ? inner.stream() : Stream.of(section));
    }

    @Test
    void theLeadSaysWhatWasLearnedAndHowGoodItIs() {
        assertThat(lead(REGRESSION, scores("rmse", 1.153, 0.7291, 0.4432), false))
                .isEqualTo(
                        "The network predicts MedHouseVal on 4,128 rows that it never saw with a typical error (RMSE)"
                                + " of 0.4432; y = b + w·x has 0.7291, the same answer for every row 1.153.");
        assertThat(lead(CLASSIFICATION, scores("accuracy", 0.433, 0.97, 0.985), false))
                .isEqualTo("The network names the right species for 98.5 % of 69 rows that it never saw (accuracy);"
                        + " y = b + w·x does so for 97 %, the same answer for every row 43.3 %.");
        assertThat(lead(CLASSIFICATION, scores("log_loss", 1.04, 0.2, 0.1), false))
                .isEqualTo("The network reaches a log loss of 0.1000 for species on 69 rows that it never saw;"
                        + " y = b + w·x reaches 0.2000, the same answer for every row 1.040.");
        assertThat(lead(CLASSIFICATION, scores("accuracy", 0.433, 0.97, 0.97), true))
                .isEqualTo(
                        "y = b + w·x is enough here: it names the right species for 97 % of 69 rows that it never saw"
                                + " (accuracy); the same answer for every row does so for 43.3 %.");
    }

    @Test
    void theLeadTellsTheInterval() {
        assertThat(SupervisedReport.of(REGRESSION).lead().replace('\u00a0', ' '))
                .containsPattern("\\(RMSE\\) of 0\\.\\d+ \\(95 % interval 0\\.\\d+ to 0\\.\\d+\\);");
    }

    @Test
    void aRegressionHasAllItsParts() {
        var page = SupervisedReport.of(REGRESSION);

        assertThat(page.parts())
                .extracting(ReportPage.Part::heading)
                .containsExactly(
                        "Result",
                        "Against the truth",
                        "How it learned",
                        "Where it is most wrong",
                        "What the columns contribute",
                        "The data",
                        "To get the same again",
                        "Next");
        assertThat(sections(page).filter(Chart.class::isInstance)).hasSize(5);
        assertThat(text(page)).contains("On the test rows it does so for 90\u00a0%; its mean width is ");
    }

    @Test
    void aClassificationHasAMatrixOrItsWorstPairs() {
        assertThat(sections(SupervisedReport.of(CLASSIFICATION))).hasAtLeastOneElementOfType(ConfusionMatrix.class);
        assertThat(sections(SupervisedReport.of(SampleResults.hostile())))
                .doesNotHaveAnyElementsOfTypes(ConfusionMatrix.class)
                .anySatisfy(section -> assertThat(section)
                        .isInstanceOfSatisfying(
                                DataTable.class,
                                table -> assertThat(table.caption())
                                        .isEqualTo("The classes that are mixed up most, of 24")));
    }

    @Test
    void onlyWhatWasMeasuredIsShown() {
        var page = SupervisedReport.of(new SupervisedResult(
                REGRESSION.data(),
                scores("rmse", 1, 1, 1),
                SampleResults.linearKept(REGRESSION).learning(),
                REGRESSION.outcome(),
                List.of(),
                List.of(),
                "",
                REGRESSION.reproduction()));

        assertThat(page.parts())
                .extracting(ReportPage.Part::heading)
                .doesNotContain("Where it is most wrong", "What the columns contribute");
        assertThat(text(page)).doesNotContain("NaN", "null");
    }

    @Test
    void theCurvesOfANetworkThatWasNotKeptAreCalledThat() {
        var tried = REGRESSION.learning();
        var page = SupervisedReport.of(new SupervisedResult(
                REGRESSION.data(),
                REGRESSION.scores(),
                new SupervisedResult.Learning(
                        "y = b + w·x", true, 9, 0.02, tried.loss(), tried.history(), tried.bestEpoch()),
                REGRESSION.outcome(),
                List.of(),
                List.of(),
                "",
                REGRESSION.reproduction()));

        assertThat(text(page)).contains("The curves are those of the network, which was tried and not kept.");
        assertThat(text(SupervisedReport.of(REGRESSION))).doesNotContain("tried and not kept");
    }

    @Test
    void whatSetsTheCurvesApartIsSaid() {
        var like = REGRESSION.learning();
        var learning = new SupervisedResult.Learning(
                like.model(),
                false,
                like.parameters(),
                like.seconds(),
                like.loss(),
                like.history(),
                like.bestEpoch(),
                "Training loss is that of smoothed targets.");
        var page = SupervisedReport.of(new SupervisedResult(
                REGRESSION.data(),
                REGRESSION.scores(),
                learning,
                REGRESSION.outcome(),
                List.of(),
                List.of(),
                "",
                REGRESSION.reproduction()));

        assertThat(text(page)).contains("Training loss is that of smoothed targets.");
    }

    @Test
    void theMostTellingColumnsComeFirst() {
        var table = sections(SupervisedReport.of(REGRESSION))
                .filter(DataTable.class::isInstance)
                .map(DataTable.class::cast)
                .filter(t -> t.caption().startsWith("The most wrong"))
                .findFirst()
                .orElseThrow();

        assertThat(table.columns().get(4).name()).isEqualTo("MedInc");
        assertThat(table.rows()).hasSize(10);
    }

    @Test
    void theWorstCasesAreShownAsTheyLook() {
        var inputs = new LinkedHashMap<String, Shown>();
        inputs.put("picture", new Shown.Picture(new byte[] {1, 2, 3}));
        inputs.put("series", new Shown.Curves(List.of(new float[] {0, 5, 10}, new float[] {10, Float.NaN, 0})));
        inputs.put("review", new Shown.Words("not <b>bad</b>"));
        var like = CLASSIFICATION;
        var result = new SupervisedResult(
                like.data(),
                like.scores(),
                like.learning(),
                like.outcome(),
                List.of(
                        new SupervisedResult.Mistake(7, inputs, "good", "bad", "1 % for the truth"),
                        new SupervisedResult.Mistake(8, inputs, "good", "good", "60 % for the truth")),
                List.of(),
                "",
                like.reproduction());
        assertThat(text(SupervisedReport.of(result)))
                .contains("<img alt=\"picture\" src=\"data:image/png;base64,AQID\">")
                .contains("<polyline points=\"0.0,80.0 100.0,40.0 200.0,0.0\"/>")
                .contains("<polyline points=\"0.0,0.0 200.0,80.0\"/>")
                .contains("<span>review</span> not &lt;b&gt;bad&lt;/b&gt;")
                .contains("<strong>good, taken for bad</strong><br>1 % for the truth")
                .contains("<strong>good, rightly but unsure</strong><br>60 % for the truth");
    }

    @Test
    void namesThatTryToBecomeScriptsAreHarmless() {
        var html = text(SupervisedReport.of(SampleResults.hostile()));

        assertThat(html)
                .doesNotContain("<script>alert", "<img")
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "房价（万元）")
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e");
    }

    @Test
    void equalResultsGiveEqualPages() {
        assertThat(text(SupervisedReport.of(SampleResults.classification())))
                .isEqualTo(text(SupervisedReport.of(CLASSIFICATION)));
    }
}
