package hanshu.nn;

import hanshu.nn.Params.Slot;
import hanshu.tensor.DType;
import hanshu.tensor.ShapeException;
import hanshu.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Where each parameter of a model lies in θ, and how to put tensors back into the model.
 *
 * @param model the class of the model
 * @param slots in the order of θ
 * @param slotOf for each tensor that a walk through the model meets, its slot: tied weights are met more than once
 */
@SuppressWarnings("ArrayRecordComponent") // read-only, and never compared
record Layout(Class<?> model, List<Slot> slots, int[] slotOf) {
    /** The layout of a model; the slots' values are added to a list. */
    static Layout of(Object model, List<Tensor> values) {
        var slots = new ArrayList<Slot>();
        var learnedAt = new IdentityHashMap<Tensor, Integer>();
        var fixedAt = new IdentityHashMap<Tensor, Integer>();
        var names = new HashSet<String>();
        var order = new ArrayList<Integer>();
        ModelTree.walk(model, (path, tensor, fixed) -> {
            if (tensor.dtype() != DType.F32) {
                throw new IllegalArgumentException("params: %s is %s, but θ holds F32; cast it, or keep it as an array"
                        .formatted(path, tensor.dtype()));
            }
            order.add((fixed ? fixedAt : learnedAt).computeIfAbsent(tensor, t -> {
                var name = path.toString();
                if (!names.add(name)) {
                    throw new IllegalArgumentException(
                            "params: two tensors have the name " + name + "; give a map another key");
                }
                int offset = slots.isEmpty() ? 0 : slots.getLast().end();
                Math.addExact(offset, t.count());
                slots.add(new Slot(name, t.shape(), offset, !fixed));
                values.add(t);
                return slots.size() - 1;
            }));
            return tensor;
        });
        return new Layout(
                model.getClass(),
                List.copyOf(slots),
                order.stream().mapToInt(Integer::intValue).toArray());
    }

    /** How many numbers θ has. */
    int length() {
        return slots.isEmpty() ? 0 : slots.getLast().end();
    }

    Layout with(List<Slot> others) {
        return new Layout(model, List.copyOf(others), slotOf);
    }

    /** The model with other tensors, one for each slot, in their places. */
    <M> M fill(M like, List<Tensor> tensors) {
        if (like instanceof Record && like.getClass() != model) {
            throw new IllegalArgumentException("params: these are of a %s, got a %s"
                    .formatted(model.getSimpleName(), like.getClass().getSimpleName()));
        }
        var met = new int[1];
        var filled = ModelTree.walk(like, (path, tensor, fixed) -> {
            if (met[0] == slotOf.length) {
                throw new IllegalArgumentException("params: the model has a tensor more than these: " + path);
            }
            int i = slotOf[met[0]++];
            var slot = slots.get(i);
            if (!slot.shape().equals(tensor.shape())) {
                throw new ShapeException("params: %s has shape %s, but the model's %s has %s"
                        .formatted(slot.name(), slot.shape(), path, tensor.shape()));
            }
            return tensors.get(i);
        });
        if (met[0] < slotOf.length) {
            throw new IllegalArgumentException(
                    "params: the model lacks " + slots.get(slotOf[met[0]]).name());
        }
        return filled;
    }
}
