package hanshu.learn.supervised.derivation;

import hanshu.nn.Activation;
import hanshu.nn.Dropout;
import hanshu.nn.Layer;
import hanshu.nn.Linear;
import hanshu.nn.Sequential;
import hanshu.nn.optim.AdamW;
import hanshu.tensor.Key;
import hanshu.train.EarlyStopping;
import hanshu.train.TrainingConfig;
import java.util.ArrayList;

/**
 * What a model is to be and how it is to learn.
 *
 * @param inputs how many it looks at, the first ones
 * @param depth hidden layers; 0 is the line y = b + w·x
 * @param width units of a hidden layer
 * @param decay λ: each step also shortens θ by the share rate·λ
 * @param dropout the share of hidden units that are silent in a step of training
 * @param every of the training rows one of so many is learned from: 1 is all, 2 half of them
 * @param keepsBest whether the θ of the lowest validation loss is kept, or that of the last epoch
 * @param epochs passes over the rows
 * @param batch rows of a step
 * @param rate η of Adam
 */
public record Recipe(
        int inputs,
        int depth,
        int width,
        Activation activation,
        double decay,
        double dropout,
        int every,
        boolean keepsBest,
        int epochs,
        int batch,
        double rate) {
    public Recipe {
        if (inputs < 1 || depth < 0 || width < 1 || every < 1) {
            throw new IllegalArgumentException(
                    "recipe: inputs, width and every are at least 1 and depth 0, got %d, %d, %d and %d"
                            .formatted(inputs, width, every, depth));
        }
    }

    /**
     * Layers of 32 ReLUs, 60 epochs of batches of 32 at the rate 0.002, of a line, which has few unknowns and far to go,
     * at 0.01; the best θ is kept.
     */
    public static Recipe of(int inputs, int depth) {
        return new Recipe(inputs, depth, 32, Activation.RELU, 0, 0, 1, true, 60, 32, depth == 0 ? 0.01 : 0.002);
    }

    public Recipe withDecay(double changed) {
        return new Recipe(inputs, depth, width, activation, changed, dropout, every, keepsBest, epochs, batch, rate);
    }

    public Recipe withDropout(double changed) {
        return new Recipe(inputs, depth, width, activation, decay, changed, every, keepsBest, epochs, batch, rate);
    }

    /** One of so many rows, seen so many times as often: the number of steps stays about the same. */
    public Recipe withOneRowOf(int changed) {
        return new Recipe(
                inputs, depth, width, activation, decay, dropout, changed, keepsBest, epochs * changed, batch, rate);
    }

    public Recipe withEpochs(int changed) {
        return new Recipe(inputs, depth, width, activation, decay, dropout, every, keepsBest, changed, batch, rate);
    }

    public Recipe withKeepsBest(boolean changed) {
        return new Recipe(inputs, depth, width, activation, decay, dropout, every, changed, epochs, batch, rate);
    }

    /** The model before it has learned. */
    Layer model(Key key) {
        var layers = new ArrayList<Layer>();
        int in = inputs;
        for (int layer = 0; layer < depth; layer++) {
            layers.add(Linear.of(in, width, key.at(layer)));
            layers.add(activation);
            if (dropout > 0) {
                layers.add(new Dropout(dropout));
            }
            in = width;
        }
        layers.add(Linear.of(in, 1, key.at(depth)));
        return new Sequential(layers);
    }

    TrainingConfig training() {
        return TrainingConfig.of(epochs, batch, rate)
                .withOptimiser(new AdamW.Config(0.9, 0.999, 1e-8, decay, false))
                .withStopping(keepsBest ? EarlyStopping.onLoss(EarlyStopping.NEVER) : EarlyStopping.last());
    }
}
