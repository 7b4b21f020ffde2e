package hanshu.workbench.server;

import java.util.function.Predicate;

/** Answers one request, on a thread of its own; throws a {@link Refusal} where it can't. */
@FunctionalInterface
public interface Handler {
    Response answer(Request request);

    /** The same, where exceptions that tell what is wrong with a request are refused with their message, as 400. */
    default Handler refusing(Predicate<RuntimeException> those) {
        return request -> {
            try {
                return answer(request);
            } catch (RuntimeException e) {
                throw those.test(e) ? Refusal.badRequest(String.valueOf(e.getMessage())) : e;
            }
        };
    }
}
