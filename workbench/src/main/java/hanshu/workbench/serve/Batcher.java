package hanshu.workbench.serve;

import hanshu.workbench.server.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what is asked at the same time, and has it answered together: a network takes hardly longer for twenty rows than
 * for one. What comes while a batch is answered is the next one; a batch waits for others only if it is told to.
 *
 * @param <Q> a question of one or more rows
 * @param <A> the answer to it
 */
final class Batcher<Q, A> implements AutoCloseable {
    private record Asked<Q, A>(Q question, int rows, CompletableFuture<A> answer) {}

    private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

    private final Batching config;
    private final ToIntFunction<Q> rows;
    private final Function<List<Q>, List<A>> answering;
    private final IntConsumer answered;
    private final LinkedBlockingDeque<Optional<Asked<Q, A>>> queue = new LinkedBlockingDeque<>(); // empty is the end
    private volatile boolean ended;

    /**
     * A batcher that runs from now on.
     *
     * @param rows      how many a question has
     * @param answering answers questions together, in their order
     * @param answered  is told the rows of each batch
     */
    Batcher(Batching config, ToIntFunction<Q> rows, Function<List<Q>, List<A>> answering, IntConsumer answered) {
        this.config = config;
        this.rows = rows;
        this.answering = answering;
        this.answered = answered;
        Thread.ofPlatform().name("hanshu-batches").daemon().start(this::work);
    }

    /**
     * Waits for the answer; an exception is that of this question alone.
     *
     * @throws Refusal 503 where the batcher was closed before it came to the question
     */
    A ask(Q question) {
        var asked = new Asked<Q, A>(question, rows.applyAsInt(question), new CompletableFuture<>());
        queue.add(Optional.of(asked));
        if (ended) {
            refuseTheRest(); // nobody else looks at the queue any more
        }
        try {
            return asked.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException own ? own : e;
        }
    }

    private void work() {
        try {
            for (var batch = gather(); !batch.isEmpty(); batch = gather()) {
                answer(batch);
            }
        } catch (InterruptedException e) {
            LOG.warn("batches end: their thread was interrupted");
        } finally {
            ended = true; // before the queue is emptied: whoever comes later empties it himself
            refuseTheRest();
        }
    }

    private void refuseTheRest() {
        for (var left = queue.poll(); left != null; left = queue.poll()) {
            left.ifPresent(asked -> asked.answer.completeExceptionally(new Refusal(503, "the server is stopping")));
        }
    }

    /** None where the end has come. */
    private List<Asked<Q, A>> gather() throws InterruptedException {
        var batch = new ArrayList<Asked<Q, A>>();
        var first = queue.take();
        if (first.isEmpty()) {
            return batch;
        }
        batch.add(first.get());
        int gathered = batch.getFirst().rows;
        long until = System.nanoTime() + config.patience().toNanos();
        while (gathered < config.rows()) {
            var next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            if (next.isEmpty() || gathered + next.get().rows > config.rows()) {
                queue.addFirst(next);
                break;
            }
            batch.add(next.get());
            gathered += next.get().rows;
        }
        answered.accept(gathered);
        return batch;
    }

    /** Together; where that fails, one by one, so that the fault of one is not the others'. */
    private void answer(List<Asked<Q, A>> batch) {
        try {
            var answers = answering.apply(batch.stream().map(Asked::question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (batch.size() == 1) {
                batch.getFirst().answer.completeExceptionally(e);
            } else {
                batch.forEach(asked -> answer(List.of(asked)));
            }
        }
    }

    /** What was asked before is answered yet; what comes later is refused. */
    @Override
    public void close() {
        queue.add(Optional.empty());
    }
}
