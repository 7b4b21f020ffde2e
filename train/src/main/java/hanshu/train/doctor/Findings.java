package hanshu.train.doctor;

import hanshu.data.Wording;
import hanshu.train.doctor.Diagnosis.Sureness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured in an examination, in its order. */
final class Findings {
    private final List<Evidence> evidence = new ArrayList<>();

    /** An illness that was named, and what cured it. */
    record Named(Illness illness, Sureness sureness, Optional<Treatment> cure) {}

    Optional<Named> name(Illness illness, Sureness sureness, Wording measured, Wording found) {
        evidence.add(Evidence.speaking(measured, found));
        return Optional.of(new Named(illness, sureness, Optional.empty()));
    }

    Optional<Named> cured(Illness illness, Sureness sureness, Treatment by, Wording found) {
        evidence.add(Evidence.speaking(by.words(), found));
        return Optional.of(new Named(illness, sureness, Optional.of(by)));
    }

    void note(Wording measured, Wording found) {
        evidence.add(Evidence.noted(measured, found));
    }

    void speak(Wording measured, Wording found) {
        evidence.add(Evidence.speaking(measured, found));
    }

    /** All of it, what speaks for the illness first. */
    List<Evidence> all() {
        return Stream.concat(
                        evidence.stream().filter(Evidence::speaks),
                        evidence.stream().filter(e -> !e.speaks()))
                .toList();
    }
}
