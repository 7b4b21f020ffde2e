package hanshu.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Wording AND = Wording.of(" and ", "和");

    @Test
    void valuesAreFilledIntoBoth() {
        assertThat(Wording.of("%s in %,d rows", "%2$,d 行里的 %1$s").with("x", 1234))
                .isEqualTo(new Wording("x in 1,234 rows", "1,234 行里的 x"));
    }

    @Test
    void wordingsAreFilledInInTheirLanguage() {
        assertThat(Wording.of("%s of a table", "表中的%s").with(Wording.of("a number", "1 个数")))
                .isEqualTo(new Wording("a number of a table", "表中的1 个数"));
        assertThat(Wording.joined(AND, List.of(Wording.of("a"), Wording.of("b", "乙"))))
                .isEqualTo(new Wording("a and b", "a和乙"));
    }
}
