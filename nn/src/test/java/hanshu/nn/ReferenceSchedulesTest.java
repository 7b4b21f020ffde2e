package hanshu.nn;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hanshu.nn.optim.OneCycle;
import hanshu.nn.optim.Plateau;
import hanshu.nn.optim.Schedule;
import hanshu.tensor.Close;
import hanshu.tensor.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each schedule gives the learning rates of PyTorch: of its formulas, and for the plateau of its program. */
class ReferenceSchedulesTest {
    private static final Close CLOSE = new Close(1e-12, 0);

    @TestFactory
    Stream<DynamicTest> schedules() {
        return Reference.read("schedules.jsonl").stream().map(r -> dynamicTest(r.toString(), () -> check(r)));
    }

    private static void check(Reference r) {
        var expected = Reference.doubles(r.line().path("rates"));
        double rate = r.number("rate");
        var schedule = schedule(r);
        var rates = new double[expected.length];
        for (int step = 0; step < rates.length; step++) {
            if (schedule instanceof Plateau) { // its rates are those after each reported loss
                schedule = schedule.after(r.numbers("metrics")[step]);
            }
            rates[step] = rate * schedule.factor(step);
        }
        CLOSE.check(r.toString(), rates, expected);
    }

    private static Schedule schedule(Reference r) {
        return switch (r.op()) {
            case "constant" -> new Schedule.Constant();
            case "step" -> new Schedule.StepDecay(r.whole("every"), r.number("gamma"));
            case "exponential" -> new Schedule.Exponential(r.number("gamma"));
            case "cosine" -> new Schedule.Cosine(r.whole("steps"), r.number("minimum") / r.number("rate"));
            case "oneCycle" ->
                new OneCycle(r.whole("steps"), r.number("warm"), r.number("divisor"), r.number("finalDivisor"));
            case "warmup" -> new Schedule.WarmUp(r.whole("warmup"), r.number("factor"), new Schedule.Constant());
            case "plateau" ->
                new Plateau(
                        r.number("factor"),
                        r.whole("patience"),
                        r.number("threshold"),
                        r.whole("cooldown"),
                        r.number("minimum") / r.number("rate"));
            default -> throw new AssertionError("no schedule is called " + r.op());
        };
    }
}
