package hanshu.train.doctor;

import java.util.List;
import java.util.Optional;

/**
 * What a training suffers from.
 *
 * @param illness the one that was named
 * @param sureness how sure that is
 * @param cure what lowered the loss; empty where nothing was tried against it
 * @param evidence what was measured; what speaks for the illness comes first
 * @param trials the training as it was, and each that was tried
 */
public record Diagnosis(
        Illness illness, Sureness sureness, Optional<Treatment> cure, List<Evidence> evidence, List<Tried> trials) {
    /** How sure a finding is. */
    public enum Sureness {
        /** A treatment healed it, with two different seeds; or it was counted. */
        SURE,
        /** The evidence speaks for it, and was not tried again. */
        LIKELY
    }

    /**
     * A training that was tried.
     *
     * @param train its loss on training rows
     * @param validation on rows that it did not learn from
     */
    public record Tried(Treatment treatment, double train, double validation) {}

    public Diagnosis {
        evidence = List.copyOf(evidence);
        trials = List.copyOf(trials);
    }
}
