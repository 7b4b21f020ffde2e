package hanshu.learn.supervised.forecast;

import hanshu.tensor.Key;
import java.util.Locale;

/** The forecasters that a configuration can name. */
public enum ForecasterKind {
    /**
     * {@link #RLINEAR}: it does not read what is known, learns in seconds, and holds where the level of a series wanders.
     * Nothing is chosen by validation months, which may mislead: on ETTh1 those that do best on them do worst later.
     */
    AUTO,
    /** A weighted sum of the past. */
    LINEAR,
    /** One for the trend and one for the season. */
    DLINEAR,
    /** A weighted sum of what differs from the last value. */
    NLINEAR,
    /** A weighted sum, each window brought to its own level and deviation. */
    RLINEAR,
    LSTM,
    TCN,
    /** On patches. */
    TRANSFORMER;

    /** Steps of the transformer's patch, which it must see at least. */
    static final int PATCH = PatchTransformer.Size.SMALL.patch();

    private static final int LSTM_WIDTH = 64;
    private static final int TCN_WIDTH = 32;
    private static final double TCN_DROPOUT = 0.2;

    /** Whether it is a weighted sum, which learns fast at a large rate. */
    boolean isLinear() {
        return switch (this) {
            case AUTO, LINEAR, DLINEAR, NLINEAR, RLINEAR -> true;
            case LSTM, TCN, TRANSFORMER -> false;
        };
    }

    /** Whether it reads inputs that are known in advance itself; the others add their {@link KnownEffects}. */
    boolean readsKnown() {
        return this == LSTM || this == TCN;
    }

    /**
     * A new one.
     *
     * @param channels of the series
     * @param inputs how many are known in advance
     */
    public Forecaster of(int channels, int inputs, int lookBack, int horizon, Key key) {
        Forecaster forecaster = switch (this) {
            case LINEAR -> LinearForecaster.of(lookBack, horizon, key);
            case DLINEAR -> DLinear.of(lookBack, horizon, key);
            case NLINEAR -> new Normalised(new LastValue(), LinearForecaster.of(lookBack, horizon, key));
            case AUTO, RLINEAR ->
                new Normalised(ReversibleNorm.of(channels), LinearForecaster.of(lookBack, horizon, key));
            case LSTM ->
                new Normalised(new LastValue(), RecurrentForecaster.of(channels, inputs, horizon, LSTM_WIDTH, 1, key));
            case TCN ->
                new Normalised(
                        new LastValue(),
                        ConvolutionalForecaster.of(channels, inputs, lookBack, horizon, TCN_WIDTH, TCN_DROPOUT, key));
            case TRANSFORMER ->
                new Normalised(
                        ReversibleNorm.of(channels),
                        PatchTransformer.of(lookBack, horizon, PatchTransformer.Size.SMALL, key));
        };
        return inputs > 0 && !readsKnown() ? KnownEffects.of(inputs, channels, forecaster) : forecaster;
    }

    /** As a configuration writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
