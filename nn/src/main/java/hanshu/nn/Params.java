package hanshu.nn;

import hanshu.tensor.DType;
import hanshu.tensor.Gradients;
import hanshu.tensor.Shape;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * θ: all parameters of a model, by name and in one flat array.
 *
 * <p>{@link #of} walks a model's records and copies its tensors one after the other into θ. A name is the path to the
 * tensor ({@code encoder.0.weight}); a record that is nothing but a list or map, such as {@link Sequential}, adds no
 * name. A tensor that occurs twice is one parameter: tied weights.
 *
 * <p>The tensors of {@link #in} are views of θ: once built, the model stays right while an optimiser writes θ in place.
 *
 * <pre>{@code
 * var params = Params.of(model);
 * var live = params.in(model);                              // once
 * var gradient = new float[params.theta().length];
 * for (var batch : batches) {
 *     var pass = Pass.training(key.at(step));
 *     params.gradInto(loss.of(live.apply(batch.x(), pass), batch.y()), gradient);
 *     optimiser.step(params.theta(), gradient, rate);
 *     params.applyUpdates(pass);
 * }
 * }</pre>
 *
 * <p>{@link #grad}, {@link #map} and {@link #zip} give parameters that are values of a computation, without a flat θ:
 * with them learning rules are written as functions, and differentiated.
 *
 * <p>Records of a named module are read if they are public in an exported package, or if the module says {@code opens
 * their.package to hanshu.nn}. On the class path nothing is needed.
 */
public final class Params {
    /**
     * A parameter's place in θ.
     *
     * @param name the path to the tensor in the model
     * @param offset where in θ its elements begin, row-major
     * @param learned whether gradients change it
     */
    public record Slot(String name, Shape shape, int offset, boolean learned) {
        /** Where in θ its elements end, this one excluded. */
        public int end() {
            return offset + shape.count();
        }
    }

    private final Layout layout;
    private final List<Tensor> tensors;
    private final List<Tensor> learned;
    private final float @Nullable [] theta;

    private Params(Layout layout, List<Tensor> tensors, float @Nullable [] theta) {
        this.layout = layout;
        this.tensors = List.copyOf(tensors);
        this.learned = learned(layout.slots(), this.tensors);
        this.theta = theta;
    }

    /**
     * Copies the tensors of a model (a record, list, map or optional of such) into a new θ.
     *
     * @throws IllegalArgumentException when a tensor is not F32, two have the same name, a layer is no record, or a record
     *     cannot be read; the message names it
     */
    public static Params of(Object model) {
        var values = new ArrayList<Tensor>();
        var layout = Layout.of(model, values);
        var theta = new float[layout.length()];
        var views = new ArrayList<Tensor>();
        for (int i = 0; i < values.size(); i++) {
            var slot = layout.slots().get(i);
            values.get(i).copyTo(theta, slot.offset());
            var view =
                    Tensor.sharing(theta, slot.offset(), slot.shape().toArray()).named(slot.name());
            views.add(slot.learned() ? view.tracked() : view);
        }
        return new Params(layout, views, theta);
    }

    // ---- asking

    /** The names, in the order of θ. */
    public List<String> names() {
        return slots().stream().map(Slot::name).toList();
    }

    /** What lies where in θ. */
    public List<Slot> slots() {
        return layout.slots();
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Tensor get(String name) {
        for (int i = 0; i < slots().size(); i++) {
            if (slots().get(i).name().equals(name)) {
                return tensors.get(i);
            }
        }
        throw new IllegalArgumentException("params: there is no \"" + name + "\" among " + names());
    }

    /** All tensors by name, in the order of θ: what a model file holds. */
    public SequencedMap<String, Tensor> tensors() {
        var byName = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < slots().size(); i++) {
            byName.put(slots().get(i).name(), tensors.get(i));
        }
        return byName;
    }

    /** How many numbers are learned. */
    public int count() {
        return slots().stream()
                .filter(Slot::learned)
                .mapToInt(s -> s.shape().count())
                .sum();
    }

    // ---- the flat θ

    /**
     * θ itself: whoever writes it changes the model.
     *
     * @throws IllegalStateException when these parameters were computed by {@link #grad}, {@link #map} or {@link #zip}
     */
    public float[] theta() {
        if (theta == null) {
            throw new IllegalStateException("params: computed parameters have no live θ; copyTheta() copies them");
        }
        return theta;
    }

    /** All parameters in a new flat array. */
    public float[] copyTheta() {
        if (theta != null) {
            return theta.clone();
        }
        var copy = new float[layout.length()];
        for (int i = 0; i < slots().size(); i++) {
            tensors.get(i).cast(DType.F32).copyTo(copy, slots().get(i).offset());
        }
        return copy;
    }

    /** Overwrites θ. */
    public void setTheta(float[] values) {
        System.arraycopy(values, 0, theta(), 0, sameLength(values).length);
    }

    /**
     * Overwrites θ by name, as with the tensors of a model file; other floating types are cast.
     *
     * @throws IllegalArgumentException when a name is missing or unknown, or a shape differs; θ is then unchanged
     */
    public void set(Map<String, Tensor> values) {
        var known = new LinkedHashSet<>(names());
        var missing = new LinkedHashSet<>(known);
        missing.removeAll(values.keySet());
        var unknown = new LinkedHashSet<>(values.keySet());
        unknown.removeAll(known);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException("params: the tensors are not those of this model; missing %s, unknown %s"
                    .formatted(missing, unknown));
        }
        var fresh = new float[theta().length];
        for (var slot : slots()) {
            var value = Objects.requireNonNull(values.get(slot.name()));
            if (value.dtype().isInteger() || value.dtype() == DType.BOOL || value.dtype() == DType.I8) {
                throw new IllegalArgumentException(
                        "params: %s is %s, but θ holds floating numbers".formatted(slot.name(), value.dtype()));
            }
            if (!value.shape().equals(slot.shape())) {
                throw new IllegalArgumentException("params: %s has shape %s in this model, got %s"
                        .formatted(slot.name(), slot.shape(), value.shape()));
            }
            value.cast(DType.F32).copyTo(fresh, slot.offset());
        }
        setTheta(fresh);
    }

    /** Writes the running statistics that a pass handed back into θ, those of this model. */
    public void applyUpdates(Pass pass) {
        for (int i = 0; i < slots().size(); i++) {
            int offset = slots().get(i).offset();
            pass.updated(tensors.get(i)).ifPresent(value -> value.copyTo(theta(), offset));
        }
    }

    // ---- models

    /** The same model with these tensors in it: the learned ones tracked, and all of them live views of a flat θ. */
    public <M> M in(M like) {
        return layout.fill(like, tensors);
    }

    /** The same model with these tensors, none of them tracked, for predicting. Views of a flat θ stay live. */
    public <M> M frozen(M like) {
        return layout.fill(like, tensors.stream().map(Tensor::detach).toList());
    }

    /**
     * Freezing: the same θ, of which only names that pass the filter (and were learned before) are learned. Build the
     * model anew with {@link #in}.
     */
    public Params learning(Predicate<String> filter) {
        var fewer = new ArrayList<Slot>();
        var some = new ArrayList<Tensor>();
        for (int i = 0; i < slots().size(); i++) {
            var slot = slots().get(i);
            boolean learned = slot.learned() && filter.test(slot.name());
            fewer.add(new Slot(slot.name(), slot.shape(), slot.offset(), learned));
            some.add(learned ? tensors.get(i) : tensors.get(i).detach());
        }
        return new Params(layout.with(fewer), some, theta);
    }

    // ---- gradients

    /**
     * ∂loss/∂θ into an array laid out like θ; zeros at slots that are not learned.
     *
     * @param loss one number, computed with the model of {@link #in}
     */
    public void gradInto(Tensor loss, float[] gradient) {
        sameLength(gradient);
        var found = Gradients.grad(loss, learned).iterator();
        for (var slot : slots()) {
            if (slot.learned()) {
                found.next().copyTo(gradient, slot.offset());
            } else {
                Arrays.fill(gradient, slot.offset(), slot.end(), 0);
            }
        }
    }

    /** ∂loss/∂θ as constants, under the same names; zeros where not learned. */
    public Params grad(Tensor loss) {
        return withLearned(Gradients.grad(loss, learned));
    }

    /** ∂loss/∂θ, which can be differentiated again. */
    public Params differentiableGrad(Tensor loss) {
        return withLearned(Gradients.differentiableGrad(loss, learned));
    }

    private static List<Tensor> learned(List<Slot> slots, List<Tensor> tensors) {
        var learned = new ArrayList<Tensor>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).learned()) {
                learned.add(tensors.get(i));
            }
        }
        return learned;
    }

    private Params withLearned(List<Tensor> gradients) {
        var all = new ArrayList<Tensor>();
        var next = gradients.iterator();
        for (int i = 0; i < slots().size(); i++) {
            var x = tensors.get(i);
            all.add(slots().get(i).learned() ? next.next() : Tensor.full(x.dtype(), 0, x.shape()));
        }
        return new Params(layout, all, null);
    }

    // ---- as values

    /** Each learned parameter changed by a function that keeps its shape; the others stay. */
    public Params map(UnaryOperator<Tensor> f) {
        var changed = new ArrayList<Tensor>();
        for (int i = 0; i < slots().size(); i++) {
            var slot = slots().get(i);
            changed.add(slot.learned() ? sameShape(slot, f.apply(tensors.get(i))) : tensors.get(i));
        }
        return new Params(layout, changed, null);
    }

    /**
     * Each learned parameter combined with the other's of the same name; those not learned stay as they are here. A step
     * of gradient descent is {@code theta.zip(theta.grad(loss), (t, g) -> t.minus(g.times(rate)))}.
     */
    public Params zip(Params other, BinaryOperator<Tensor> f) {
        if (!names().equals(other.names())) {
            throw new IllegalArgumentException(
                    "params: zip needs the same names, got " + names() + " and " + other.names());
        }
        var theirs = other.tensors.iterator();
        var changed = new ArrayList<Tensor>();
        for (int i = 0; i < slots().size(); i++) {
            var slot = slots().get(i);
            var their = theirs.next();
            changed.add(slot.learned() ? sameShape(slot, f.apply(tensors.get(i), their)) : tensors.get(i));
        }
        return new Params(layout, changed, null);
    }

    private static Tensor sameShape(Slot slot, Tensor value) {
        if (!value.shape().equals(slot.shape())) {
            throw new ShapeException(
                    "params: %s must keep its shape %s, got %s".formatted(slot.name(), slot.shape(), value.shape()));
        }
        return value;
    }

    private float[] sameLength(float[] values) {
        if (values.length != layout.length()) {
            throw new IllegalArgumentException(
                    "params: θ has %d numbers, got an array of %d".formatted(layout.length(), values.length));
        }
        return values;
    }

    /** For example {@code 6 tensors, 269322 learned numbers}. */
    @Override
    public String toString() {
        return slots().size() + " tensors, " + count() + " learned numbers";
    }
}
