package hanshu.workbench.server;

/** Answers one request, on a thread of its own; throws a {@link Refusal} where it can't. */
@FunctionalInterface
public interface Handler {
    Response answer(Request request);
}
