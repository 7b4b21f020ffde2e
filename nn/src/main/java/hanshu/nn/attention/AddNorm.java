package hanshu.nn.attention;

import hanshu.nn.Dropout;
import hanshu.nn.LayerNorm;
import hanshu.nn.Pass;
import hanshu.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * What stands around each part of a Transformer, "Add & Norm": y = norm(x + f(x)) (Vaswani et al. 2017, section 5.4) or,
 * with the norm before, y = x + f(norm(x)), which trains more steadily (Xiong et al. 2020).
 *
 * @param norm the norm
 * @param before whether it comes before the part, not after the sum
 * @param dropout the share of f's value that is dropped in training, from 0 to 1
 */
public record AddNorm(LayerNorm norm, boolean before, double dropout) {
    public AddNorm {
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("AddNorm: the dropout is from 0 to 1, got " + dropout);
        }
    }

    /** y for the part f. */
    Tensor around(UnaryOperator<Tensor> f, Tensor x, Pass pass) {
        var change = f.apply(before ? norm.apply(x, pass) : x);
        var sum = x.plus(new Dropout(dropout).apply(change, pass.at("dropout")));
        return before ? sum : norm.apply(sum, pass);
    }
}
