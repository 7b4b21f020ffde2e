package hanshu.data.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'','',0",
        "a,'',1",
        "'',ab,2",
        "train,train,0",
        "train,TRAIN,0",
        "trian,train,1",
        "rtain,train,1",
        "trai,train,1",
        "strain,train,1",
        "brain,train,1",
        "kitten,sitting,3",
        "ca,abc,3"
    })
    void distances(String from, String to, int distance) {
        assertThat(Nearest.distance(from, to)).isEqualTo(distance);
        assertThat(Nearest.distance(to, from)).isEqualTo(distance);
    }

    @Test
    void whatIsFarIsNotSuggested() {
        assertThat(Nearest.to("specis", List.of("island", "species"))).contains("species");
        assertThat(Nearest.to("weight", List.of("island", "species"))).isEmpty();
        assertThat(Nearest.question("trian", List.of("train"))).isEqualTo("; did you mean \"train\"?");
        assertThat(Nearest.question("weight", List.of())).isEmpty();
    }
}
