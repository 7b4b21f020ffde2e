package hanshu.cli;

import hanshu.train.doctor.Diagnosis;
import hanshu.train.doctor.Treatment;
import java.util.Optional;
import java.util.function.Function;

/**
 * A training that the doctor has examined.
 *
 * @param setting what to set so that a run is trained as in a treatment
 * @param source what it learned from
 */
record Examined(Diagnosis diagnosis, Function<Treatment, Optional<String>> setting, Source source) {}
