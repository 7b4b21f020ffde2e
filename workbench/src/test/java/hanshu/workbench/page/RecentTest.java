package hanshu.workbench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void theFewThatWereLastAskedForAreKept() {
        var made = new ArrayList<String>();
        var recent = new Recent<String, String>(2, key -> {
            made.add(key);
            return key + "!";
        });
        assertThat(recent.of("a")).isEqualTo("a!");
        recent.of("b");
        recent.of("a");
        recent.of("c"); // b goes
        assertThat(made).containsExactly("a", "b", "c");
        recent.of("a");
        recent.of("b");
        assertThat(made).containsExactly("a", "b", "c", "b");
        recent.forget("b");
        recent.of("b");
        assertThat(made).containsExactly("a", "b", "c", "b", "b");
    }
}
