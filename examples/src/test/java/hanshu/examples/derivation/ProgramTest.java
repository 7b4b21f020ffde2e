package hanshu.examples.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.examples.Programs;
import hanshu.learn.supervised.derivation.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of {@code hanshu derive} quotes is what is there, is short, and runs. */
class ProgramTest {
    private static final Path PROGRAMS = Path.of("src/main/java/hanshu/examples/derivation");

    /** What each program prints, from the data that are shipped. */
    private static final Map<Program, String> PRINTED = Map.of(
            Program.ONE_LINE,
            "y = 1.3 + 0.92·x\n",
            Program.MORE_INPUTS,
            """
            1 days: wrong by 3.04
            7 days: wrong by 2.93
            28 days: wrong by 2.90
            56 days: wrong by 2.87
            """,
            Program.SUM_OF_PIECES,
            """
            step 0: loss 1.000
            step 100: loss 0.207
            step 200: loss 0.150
            step 300: loss 0.148
            """,
            Program.BATCHES,
            """
            batches of 10: loss 0.219
            batches of 100: loss 0.744
            batches of 934: loss 0.901
            """,
            Program.LAYERS,
            """
            1 layers: training 2.51, validation 2.53
            2 layers: training 2.51, validation 2.51
            3 layers: training 2.50, validation 2.53
            4 layers: training 2.53, validation 2.52
            validation picks 2.51
            4 layers, dropout: training 2.66, validation 2.59
            """);

    @ParameterizedTest
    @EnumSource
    void theQuotationIsTheProgram(Program program) throws IOException {
        var source = Files.readString(PROGRAMS.resolve(program.file()));
        assertThat(source.lines().map(String::strip).toList())
                .containsSubsequence(program.body().lines().map(String::strip).toList());
        assertThat(program.body().lines()).hasSizeLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void theProgramRuns(Program program) throws IOException, InterruptedException {
        var printed = Programs.printedBy(
                "hanshu.examples.derivation." + program.file().replace(".java", ""),
                Path.of(".."), // the programs read examples/data
                "-Xmx256m",
                "-Dhanshu.kernels=plain");
        assertThat(printed).isEqualTo(PRINTED.get(program));
    }
}
