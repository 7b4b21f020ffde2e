package hanshu.bench.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.tensor.Key;
import hanshu.train.doctor.Illness;
import java.util.ArrayList;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** A slice of the clinic: one seed, two of its tables, the sequences and the pictures. */
class ClinicTest {
    private static final int SEED = 4;
    private static final Key KEY = Key.of(SEED).at("clinic");

    @Test
    void nineOfTenAreNamedRightly() {
        var runs = new ArrayList<>(Sick.ofSequencesAndPictures(KEY));
        runs.addAll(Sick.of(Samples.rings(900, KEY.at("rings")), KEY.at("rings")));
        runs.addAll(Sick.of(Samples.waves(900, KEY.at("waves")), KEY.at("waves")));
        var seen = EnumSet.noneOf(Illness.class);
        var wrong = new ArrayList<String>();
        int all = 0;
        for (var run : runs) {
            if (run.isSick(Key.of(SEED).at("doctor").at("first"))) {
                var diagnosis = Clinic.examine(run, SEED);
                assertThat(diagnosis.evidence())
                        .as("in Chinese there are no four English words in a row")
                        .allSatisfy(evidence -> assertThat(evidence.found().chinese())
                                .doesNotContainPattern("[A-Za-z]+(?: [A-Za-z]+){3,}"));
                var named = diagnosis.illness();
                all++;
                seen.add(run.illness());
                if (named != run.illness()) {
                    wrong.add("%s of %s taken for %s".formatted(run.illness(), run.name(), named));
                }
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(19);
        assertThat(wrong).as("of " + all).hasSizeLessThanOrEqualTo(all / 10);
        assertThat(wrong).noneMatch(line -> line.startsWith("HEALTHY"));
    }
}
