package hanshu.workbench.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hanshu.workbench.server.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BatcherTest {
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());

    private Batcher<Integer, Integer> squares(Batching batching) {
        return new Batcher<>(
                batching,
                question -> 1,
                questions -> {
                    try {
                        Thread.sleep(20); // others come meanwhile
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    if (questions.contains(13)) {
                        throw new IllegalArgumentException("13 is not squared");
                    }
                    return questions.stream().map(q -> q * q).toList();
                },
                sizes::add);
    }

    @Test
    void whatComesTogetherIsAnsweredTogetherAndNoMoreThanIsAllowed() throws Exception {
        try (var batcher = squares(new Batching(8, Duration.ZERO));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 100; i < 120; i++) {
                int question = i;
                answers.add(clients.submit(() -> batcher.ask(question)));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(answers.get(i).get()).isEqualTo((100 + i) * (100 + i));
            }
        }
        assertThat(sizes).hasSizeLessThan(12).allMatch(size -> size <= 8).contains(8);
    }

    @Test
    void theFaultOfOneIsNotTheOthers() throws Exception {
        try (var batcher = squares(new Batching(8, Duration.ofMillis(200)));
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var good = clients.submit(() -> batcher.ask(3));
            var bad = clients.submit(() -> batcher.ask(13));
            assertThat(good.get()).isEqualTo(9);
            assertThatThrownBy(bad::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("13 is not squared");
        }
        assertThat(sizes).containsExactly(2);
    }

    @Test
    @Timeout(10)
    void afterItsEndNobodyWaitsForAnAnswer() throws Exception {
        var batcher = squares(new Batching(1, Duration.ZERO));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 10; i++) {
                waiting.add(clients.submit(() -> batcher.ask(2)));
            }
            Thread.sleep(50); // all have asked
            while (sizes.isEmpty()) {
                Thread.sleep(1); // until one is under way
            }
            batcher.close();
            for (var each : waiting) { // answered, if it came before the end
                assertThat(each.get()).isEqualTo(4);
            }
        }
        assertThatThrownBy(() -> batcher.ask(3))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    }
}
