package hanshu.learn.supervised.task.config;

import hanshu.train.config.ConfigException;
import java.util.Locale;

/**
 * What makes a vector of an input.
 *
 * @param type which network; auto chooses by the input's kind and the number of cases
 * @param width channels of the first stage, hidden numbers of a cell, or numbers of an element; 0 is chosen
 * @param layers stages, cells or blocks one above the other; 0 is chosen
 * @param heads of attention
 * @param bothWays whether cells read from both ends
 * @param dropout of what it makes, and between its layers; −1 is chosen
 */
public record EncoderConfig(Type type, int width, int layers, int heads, boolean bothWays, double dropout) {
    /** Which network. */
    public enum Type {
        AUTO,
        /** Convolutions: over pictures in two directions, over texts (Kim 2014) and series in one. */
        CNN,
        /** Residual convolutions (He et al. 2016; over series Wang, Yan & Oates 2017). */
        RESNET,
        /** Depthwise separable convolutions (Howard et al. 2017). */
        MOBILENET,
        /** A Transformer over patches of a picture (Dosovitskiy et al. 2021). */
        VIT,
        RNN,
        LSTM,
        GRU,
        /** Dilated convolutions that see the past alone (Bai, Kolter & Koltun 2018). */
        TCN,
        TRANSFORMER,
        /** A perceptron over the columns of a table. */
        TABLE;

        /** As it is written in a configuration. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All of it chosen. */
    public static final EncoderConfig DEFAULTS = new EncoderConfig(Type.AUTO, 0, 0, 4, true, -1);

    public EncoderConfig {
        if (width < 0 || layers < 0 || heads < 1) {
            throw new ConfigException("encoder: width and layers are 0 or more, heads 1 or more, got %d, %d and %d"
                    .formatted(width, layers, heads));
        }
        if (!(dropout >= -1 && dropout < 1)) {
            throw new ConfigException("encoder: dropout is from 0 to below 1, or -1 to be chosen, got " + dropout);
        }
    }

    /** The same, with what was left open filled in. */
    public EncoderConfig or(Type chosen, int chosenWidth, int chosenLayers, double chosenDropout) {
        return new EncoderConfig(
                type == Type.AUTO ? chosen : type,
                width == 0 ? chosenWidth : width,
                layers == 0 ? chosenLayers : layers,
                heads,
                bothWays,
                dropout < 0 ? chosenDropout : dropout);
    }
}
