package hanshu.nn.optim;

import hanshu.nn.Params;
import java.util.Map;

/** An optimiser that counts its steps and keeps arrays from one to the next; each permitted class is a formula. */
abstract sealed class Remembering implements Optimiser
        permits Sgd,
                RmsProp,
                Adagrad,
                Adadelta,
                Adam,
                AdamW,
                Adamax,
                NAdam,
                RAdam,
                Rprop,
                Lion,
                Lamb,
                Adafactor,
                Muon,
                Lookahead {
    final Memory memory;

    Remembering(String name, Params params) {
        this.memory = new Memory(name, params.theta().length);
    }

    @Override
    public final void step(float[] theta, float[] gradient, double rate) {
        step(memory.nextStep(theta, gradient), theta, gradient, rate);
    }

    /** Step t, counted from 1. */
    abstract void step(long t, float[] theta, float[] gradient, double rate);

    @Override
    public Map<String, float[]> state() {
        return memory.state();
    }

    @Override
    public void restore(Map<String, float[]> state) {
        memory.restore(state);
    }
}
