package hanshu.train.config;

/** A configuration that can't be used; the message says which key, what was expected and what came. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
