package hanshu.workbench.server;

/** A request that is not answered: its HTTP status, and one sentence that says why and what to do. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final String sentence;

    public Refusal(int status, String sentence) {
        super(sentence);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a refusal has a status of 400 to 599, got " + status);
        }
        this.status = status;
        this.sentence = sentence;
    }

    /** What was asked makes no sense. */
    public static Refusal badRequest(String sentence) {
        return new Refusal(400, sentence);
    }

    /** What was asked for is not there. */
    public static Refusal notFound(String sentence) {
        return new Refusal(404, sentence);
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }
}
