package hanshu.bench.serving;

import static org.assertj.core.api.Assertions.assertThat;

import hanshu.data.table.Table;
import hanshu.learn.Hanshu;
import hanshu.workbench.serve.Batching;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A slice of what docs/results.md reports: right answers under load. How fast they are is measured there. */
class ServingStudyTest {
    @Test
    void twentyClientsGetTheirOwnAnswers() throws InterruptedException {
        var table = Table.read(Path.of("../examples/data/penguins.csv"));
        var function = Hanshu.learn(table, "species");
        var result = ServingStudy.of(function, table).run(Batching.DEFAULT, ServingStudy.CLIENTS, 2000);
        assertThat(result.requests()).isEqualTo(2000);
        assertThat(result.errors()).isZero();
    }
}
