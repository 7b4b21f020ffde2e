package hanshu.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Einstein's summation: a formula names the axes of each operand by letters and those of the result after an arrow;
 * letters that the result lacks are summed over. {@code "bij,bjk->bik"} is the matrix product of a batch,
 * {@code "ii->i"} the diagonal, {@code "ij->"} the sum. Without an arrow the result has, in alphabetical order, the
 * letters that occur once. As NumPy's and PyTorch's einsum.
 *
 * <p>An ellipsis stands for any number of axes, the same for all operands, which broadcast: {@code "...ij,...jk->...ik"} is
 * the matrix product of batches. Without an arrow they come first in the result; a result that lacks it is summed over
 * them.
 *
 * <p>Operands are taken from the left to the right, two at a time: each pair is a matrix product of what it sums over,
 * so that a gradient of any order is one of reshaping, permuting, products and sums.
 */
public final class Einsum {
    /** A tensor whose axes have letters, each once. */
    private record Named(String axes, Tensor x) {}

    private static final String ELLIPSIS = "...";

    private Einsum() {}

    /**
     * The result of a formula.
     *
     * @throws ShapeException when the formula does not fit the operands; the message quotes it
     */
    public static Tensor of(String formula, Tensor... operands) {
        var spaceless = formula.replace(" ", "");
        int arrow = spaceless.indexOf("->");
        var inputs = (arrow < 0 ? spaceless : spaceless.substring(0, arrow)).split(",", -1);
        if (inputs.length != operands.length) {
            throw new ShapeException(
                    "einsum: \"" + formula + "\" names " + inputs.length + " operands, got " + operands.length);
        }
        var result = arrow < 0 ? lettersThatOccurOnce(inputs) : spaceless.substring(arrow + 2);
        return spaceless.contains(ELLIPSIS)
                ? spelledOut(formula, inputs, arrow < 0 ? ELLIPSIS + result : result, operands.clone())
                : of(formula, inputs, result, operands);
    }

    private static Tensor of(String formula, String[] inputs, String result, Tensor[] operands) {
        check(formula, inputs, result, operands);
        var left = new ArrayList<Named>();
        for (int i = 0; i < operands.length; i++) {
            left.add(withoutRepeats(inputs[i], operands[i]));
        }
        var product = left.getFirst();
        for (int i = 1; i < left.size(); i++) {
            product = multiply(product, left.get(i), needed(result, left.subList(i + 1, left.size())));
        }
        return permuted(summed(product, result), result);
    }

    /** With letters for the axes that ellipses cover; an axis of size 1 that others are longer along goes. */
    private static Tensor spelledOut(String formula, String[] inputs, String result, Tensor[] x) {
        var covered = Shape.of();
        for (int i = 0; i < x.length; i++) {
            int at = inputs[i].indexOf(ELLIPSIS);
            int named = inputs[i].length() - ELLIPSIS.length();
            if (at >= 0 && x[i].rank() < named) {
                throw new ShapeException("einsum: \"" + formula + "\" gives operand " + (i + 1) + " at least " + named
                        + " axes, but its shape is " + x[i].shape());
            }
            if (at >= 0) {
                var shape = x[i].shape().range(at, at + x[i].rank() - named);
                covered = Shape.broadcast("einsum: axes of the ellipses in \"" + formula + "\"", covered, shape);
            }
        }
        var letters = unused(formula, covered.rank());
        for (int i = 0; i < x.length; i++) {
            int at = inputs[i].indexOf(ELLIPSIS);
            int here = x[i].rank() - inputs[i].length() + ELLIPSIS.length();
            var names = new StringBuilder();
            for (int axis = covered.rank() - here; at >= 0 && axis < covered.rank(); axis++) {
                int place = at + names.length();
                if (x[i].size(place) == 1 && covered.size(axis) != 1) {
                    x[i] = x[i].squeeze(place);
                } else {
                    names.append(letters.charAt(axis));
                }
            }
            inputs[i] = inputs[i].replace(ELLIPSIS, names);
        }
        return of(formula, inputs, result.replace(ELLIPSIS, letters), x);
    }

    private static String unused(String formula, int count) {
        var letters = new StringBuilder();
        for (char c = 'A'; c <= 'z' && letters.length() < count; c++) {
            if (isLetter(c) && formula.indexOf(c) < 0) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static String lettersThatOccurOnce(String[] inputs) {
        var all = String.join("", inputs).replace(".", "");
        var once = new StringBuilder();
        all.chars().sorted().filter(c -> all.indexOf(c) == all.lastIndexOf(c)).forEach(once::appendCodePoint);
        return once.toString();
    }

    private static void check(String formula, String[] inputs, String result, Tensor[] operands) {
        var sizes = new int[128];
        Arrays.fill(sizes, -1);
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].length() != operands[i].rank()) {
                throw new ShapeException("einsum: \"" + formula + "\" gives operand " + (i + 1) + " "
                        + inputs[i].length() + " axes, but its shape is " + operands[i].shape());
            }
            for (int axis = 0; axis < inputs[i].length(); axis++) {
                char letter = inputs[i].charAt(axis);
                if (!isLetter(letter)) {
                    throw new ShapeException(
                            "einsum: axes are letters a to z and A to Z, got '" + letter + "' in \"" + formula + "\"");
                }
                int size = operands[i].size(axis);
                if (sizes[letter] >= 0 && sizes[letter] != size) {
                    throw new ShapeException("einsum: axis " + letter + " of \"" + formula + "\" is " + sizes[letter]
                            + " in one place and " + size + " in operand " + (i + 1) + ", " + operands[i].shape());
                }
                sizes[letter] = size;
            }
        }
        for (int axis = 0; axis < result.length(); axis++) {
            char letter = result.charAt(axis);
            if (!isLetter(letter) || sizes[letter] < 0 || result.indexOf(letter) != axis) {
                throw new ShapeException("einsum: the result of \"" + formula
                        + "\" names each axis once, and only those of the operands, got '" + letter + "'");
            }
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** The diagonal where a letter occurs twice. */
    private static Named withoutRepeats(String axes, Tensor x) {
        for (int j = 1; j < axes.length(); j++) {
            int i = axes.indexOf(axes.charAt(j));
            if (i < j) {
                int n = x.size(i);
                var shape = new int[axes.length()];
                Arrays.fill(shape, 1);
                shape[i] = n;
                var index = Tensor.range(n).reshape(shape).expandAs(x.shape().with(j, 1));
                var diagonal = x.gather(j, index).squeeze(j);
                return withoutRepeats(new StringBuilder(axes).deleteCharAt(j).toString(), diagonal);
            }
        }
        return new Named(axes, x);
    }

    /** The letters that the result or an operand to come asks for. */
    private static String needed(String result, List<Named> toCome) {
        var letters = new StringBuilder(result);
        toCome.forEach(n -> letters.append(n.axes));
        return letters.toString();
    }

    /** Sums over the letters that nobody needs. */
    private static Named summed(Named a, String needed) {
        var left = new StringBuilder();
        var gone = new ArrayList<Integer>();
        for (int axis = 0; axis < a.axes.length(); axis++) {
            if (needed.indexOf(a.axes.charAt(axis)) < 0) {
                gone.add(axis);
            } else {
                left.append(a.axes.charAt(axis));
            }
        }
        var axes = gone.stream().mapToInt(Integer::intValue).toArray();
        return gone.isEmpty() ? a : new Named(left.toString(), a.x.sum(axes));
    }

    /** As (batch, m, k) × (batch, k, n), where the k are summed over. */
    private static Named multiply(Named a, Named b, String needed) {
        var first = summed(a, needed + b.axes);
        var second = summed(b, needed + a.axes);
        var batch = new StringBuilder();
        var inner = new StringBuilder();
        var rows = new StringBuilder();
        var columns = new StringBuilder();
        for (char c : first.axes.toCharArray()) {
            boolean isShared = second.axes.indexOf(c) >= 0;
            (!isShared ? rows : needed.indexOf(c) >= 0 ? batch : inner).append(c);
        }
        for (char c : second.axes.toCharArray()) {
            if (first.axes.indexOf(c) < 0) {
                columns.append(c);
            }
        }
        var p = permuted(first, batch.toString() + rows + inner);
        var q = permuted(second, batch.toString() + inner + columns);
        int r = batch.length();
        int batches = p.shape().count(0, r);
        int m = p.shape().count(r, r + rows.length());
        int k = q.shape().count(r, r + inner.length());
        int n = q.shape().count(r + inner.length(), q.rank());
        var product = p.reshapeTo(Shape.of(batches, m, k)).matmul(q.reshapeTo(Shape.of(batches, k, n)));
        var shape = p.shape().range(0, r + rows.length()).append(q.shape().range(r + inner.length(), q.rank()));
        return new Named(batch.toString() + rows + columns, product.reshapeTo(shape));
    }

    private static Tensor permuted(Named a, String order) {
        return a.axes.equals(order)
                ? a.x
                : a.x.permute(order.chars().map(a.axes::indexOf).toArray());
    }
}
