package hanshu.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hanshu.data.DataException;
import hanshu.data.OnError;
import hanshu.data.table.Notice;
import hanshu.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsFileTest {
    @TempDir
    Path folder;

    private SeriesSet read(OnError onError, String... lines) throws IOException {
        return TsFile.read(Files.write(folder.resolve("a.ts"), List.of(lines)), onError);
    }

    @Test
    void channelsUnequalLengthsMissingNumbersAndClasses() throws IOException {
        var set = read(
                OnError.FAIL,
                "# a comment",
                "@problemName walks",
                "@dimensions 2",
                "@equalLength false",
                "@classLabel true run walk",
                "@data",
                "1,2,?:10,20,30:walk",
                "5:NaN:run",
                "",
                "7,8:70,80:walk",
                "7,8:70,80:run");
        assertThat(set.channels()).isEqualTo(2);
        assertThat(set.shortest()).isEqualTo(1);
        assertThat(set.longest()).isEqualTo(3);
        assertThat(set.series().getFirst().values()).containsExactly(1, 10, 2, 20, Float.NaN, 30);
        assertThat(set.missing()).isEqualTo(2);
        assertThat(set.classes()).containsExactly("run", "walk");
        assertThat(set.labels(set.classes())).containsExactly(1, 0, 1, 0);
        assertThat(set.notices()).isEmpty();
        var batch = set.batch(new int[] {3, 1, 0}, 1, 3);
        assertThat(batch.x().shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(batch.x().toFloats()).containsExactly(5, Float.NaN, 0, 0, 0, 0, 1, 10, 2, 20, Float.NaN, 30);
        assertThat(batch.lengths().toLongs()).containsExactly(1, 3);
        assertThat(batch.equalLengths()).isFalse();
        assertThatThrownBy(() -> set.labels(List.of("run")))
                .hasMessage("a.ts: the class \"walk\" is none of those learned: run");
    }

    @Test
    void numbersAsAnswersAndNone() throws IOException {
        var regression = read(OnError.FAIL, "@targetLabel true", "@data", "1,2:0.5", "3,4:-1e3");
        assertThat(regression.numbers()).containsExactly(0.5, -1000);
        assertThat(regression.classes()).isEmpty();
        var none = read(OnError.FAIL, "@classLabel false", "@data", "1,2:3,4");
        assertThat(none.answers()).isEmpty();
        assertThat(none.channels()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,x:run | a.ts:4: a finite number is expected, but it is \"x\"",
                "1,1e99:run | a.ts:4: a finite number is expected, but it is \"1e99\"",
                "1,2:jump | a.ts:4: the class \"jump\" is none of those in the header: run, walk",
                "1,2:3,4:run | a.ts:4: 1 channels and an answer are expected between colons, but there are 2",
                "1,2 | a.ts:4: 1 channels and an answer are expected between colons, but there are 0"
            })
    void aBadCaseIsNamedOrLeftOut(String line, String message) throws IOException {
        var lines =
                new String[] {"@classLabel true run walk", "@data", "1,2:run", line, "3,4:walk", "5,6:run", "1,1:walk"};
        assertThatThrownBy(() -> read(OnError.FAIL, lines))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        var rest = read(OnError.SKIP, lines);
        assertThat(rest.answers()).containsExactly("run", "walk", "run", "walk");
        assertThat(rest.notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(tuple(
                        Notice.Severity.WARNING,
                        "",
                        "a.ts: 1 of 5 examples can't be read and were left out: " + message + "."));
    }

    @Test
    void channelsOfACaseAreEquallyLong() {
        assertThatThrownBy(() -> read(OnError.FAIL, "@classLabel true a", "@data", "1,2:3:a"))
                .hasMessage("a.ts:3: channel 2 has 1 numbers, but the first has 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "const x = 1; | a.ts:1: a header line such as @classLabel, or @data and series below it, is expected, but it says \"const\"",
                "@classLable true a | a.ts:1: a header line such as @classLabel, or @data and series below it, is expected, but it says \"@classLable\"; did you mean \"@classlabel\"?",
                "@timeStamps true | a.ts:1: series with time stamps are not read: write the values alone, at equal intervals",
                "@dimensions two | a.ts:1: the number of channels is expected, but it says \"two\"",
                "# nothing | a.ts is no .ts file of series: it has no line @data",
                "@data | a.ts has no series below @data"
            })
    void aHeaderThatCannotBeReadIsRefused(String line, String message) {
        assertThatThrownBy(() -> read(OnError.SKIP, line))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void aClassThatOccursOnceIsToldOf() throws IOException {
        assertThat(read(OnError.FAIL, "@classLabel true a b", "@data", "1:a", "2:a", "3:a", "4:b")
                        .notices())
                .extracting(Notice::severity, Notice::column, Notice::sentence)
                .containsExactly(tuple(
                        Notice.Severity.WARNING,
                        "",
                        "a.ts: 1 of 2 classes occur only once and can't be both learned and tested: b."));
    }

    @ParameterizedTest
    @CsvSource({
        "ArrowHead, 36, 175, 3, 1, 251, 251",
        "ItalyPowerDemand, 67, 1029, 2, 1, 24, 24",
        "BasicMotions, 40, 40, 4, 6, 100, 100",
        "JapaneseVowels, 270, 370, 9, 12, 7, 29"
    })
    void theArchives(String name, int train, int test, int classes, int channels, int shortest, int longest) {
        var data = Path.of(Optional.ofNullable(System.getenv("HANSHU_DATA")).orElse("HANSHU_DATA is not set"))
                .resolve("timeseries-classify");
        assumeTrue(Files.exists(data), () -> "there is no " + data);
        var learned = TsFile.read(data.resolve(name + "_TRAIN.ts"), OnError.FAIL);
        var tested = TsFile.read(data.resolve(name + "_TEST.ts"), OnError.FAIL);
        assertThat(learned.count()).isEqualTo(train);
        assertThat(tested.count()).isEqualTo(test);
        assertThat(learned.classes()).hasSize(classes).isEqualTo(tested.classes());
        assertThat(learned.channels()).isEqualTo(channels);
        assertThat(Math.min(learned.shortest(), tested.shortest())).isEqualTo(shortest);
        assertThat(Math.max(learned.longest(), tested.longest())).isEqualTo(longest);
        assertThat(learned.missing() + tested.missing()).isZero();
    }
}
