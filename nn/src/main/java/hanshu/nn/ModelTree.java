package hanshu.nn;

import hanshu.tensor.Tensor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks a model down to its tensors, always in the same order, and puts other tensors in their places. Records are
 * rebuilt by their canonical constructors; lists, maps and optionals as unmodifiable ones; what holds no tensor stays
 * the same object. What reflection finds out about a record class is found out once.
 */
@SuppressWarnings("ReferenceEquality") // equal is not enough: whether anything below was replaced
final class ModelTree {
    private static final ClassValue<Plan> PLANS = new ClassValue<>() {
        @Override
        protected Plan computeValue(Class<?> type) {
            return Plan.of(type);
        }
    };

    private ModelTree() {}

    /** Sees each tensor and says which one takes its place. */
    @FunctionalInterface
    interface Visitor {
        Tensor visit(Path path, Tensor tensor, boolean fixed);
    }

    /** Where a tensor is, from the inside out; its text is put together only when it is asked for. */
    record Path(@Nullable Path parent, Object name) {
        /** For example {@code encoder.0.weight}. */
        @Override
        public String toString() {
            return parent == null ? name.toString() : parent + "." + name;
        }
    }

    /** The model with the tensors that the visitor gives. */
    @SuppressWarnings("unchecked") // a node is rebuilt as its own kind
    static <M> M walk(M model, Visitor visitor) {
        return (M) walk(model, null, false, visitor);
    }

    private static Object walk(Object node, @Nullable Path path, boolean fixed, Visitor visitor) {
        return switch (node) {
            case Tensor tensor -> {
                if (path == null) {
                    throw new IllegalArgumentException("a model is a record, list or map of tensors, got one tensor");
                }
                yield visitor.visit(path, tensor, fixed);
            }
            case Record parts -> record(parts, path, fixed, visitor);
            case List<?> parts -> list(parts, path, fixed, visitor);
            case Map<?, ?> parts -> map(parts, path, fixed, visitor);
            case Optional<?> part -> optional(part, path, fixed, visitor);
            default -> {
                requireNoParameters(node);
                yield node;
            }
        };
    }

    /** A layer's tensors would stay unlearned and unsaved if it were a class with fields. */
    private static void requireNoParameters(Object node) {
        var type = node.getClass();
        if (node instanceof Layer
                && !(node instanceof Enum)
                && !type.isHidden() // a lambda
                && Arrays.stream(type.getDeclaredFields()).anyMatch(f -> mayHoldTensors(f.getType()))) {
            throw new IllegalArgumentException(
                    "params: %s is a layer, but no record, so its tensors cannot be found; make it a record"
                            .formatted(type.getName()));
        }
    }

    private static boolean isCollection(Class<?> type) {
        return List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
    }

    /** Whether a value of the declared type can be, or contain, a tensor. */
    private static boolean mayHoldTensors(Class<?> type) {
        return type == Tensor.class
                || type == Optional.class
                || type == Object.class
                || type.isRecord()
                || type.isInterface()
                || Modifier.isAbstract(type.getModifiers())
                || isCollection(type);
    }

    private static Object record(Record node, @Nullable Path path, boolean fixed, Visitor visitor) {
        var plan = PLANS.get(node.getClass());
        var parts = plan.components;
        var values = new Object[parts.length];
        boolean same = true;
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i];
            var value = read(part.accessor, node);
            values[i] = part.mayHoldTensors
                    ? walk(value, plan.isOneCollection ? path : new Path(path, part.name), fixed || part.fixed, visitor)
                    : value;
            same &= values[i] == value;
        }
        return same ? node : make(plan.constructor, values);
    }

    private static Object list(List<?> node, @Nullable Path path, boolean fixed, Visitor visitor) {
        var parts = new ArrayList<Object>(node.size());
        boolean same = true;
        for (int i = 0; i < node.size(); i++) {
            var part = walk(node.get(i), new Path(path, i), fixed, visitor);
            same &= part == node.get(i);
            parts.add(part);
        }
        return same ? node : Collections.unmodifiableList(parts);
    }

    /** A map without an order of its own is walked in the order of its keys' texts. */
    private static Object map(Map<?, ?> node, @Nullable Path path, boolean fixed, Visitor visitor) {
        var ordered = new LinkedHashMap<Object, Object>();
        if (node instanceof SequencedMap<?, ?>) {
            ordered.putAll(node);
        } else {
            var byText = new TreeMap<String, Object>();
            node.keySet().forEach(key -> byText.put(key.toString(), key));
            byText.values().forEach(key -> ordered.put(key, Objects.requireNonNull(node.get(key))));
        }
        boolean same = true;
        for (var entry : ordered.entrySet()) {
            var part = walk(entry.getValue(), new Path(path, entry.getKey()), fixed, visitor);
            same &= part == entry.getValue();
            entry.setValue(part);
        }
        return same ? node : Collections.unmodifiableSequencedMap(ordered);
    }

    private static Object optional(Optional<?> node, @Nullable Path path, boolean fixed, Visitor visitor) {
        if (node.isEmpty()) {
            return node;
        }
        var part = walk(node.get(), path, fixed, visitor);
        return part == node.get() ? node : Optional.of(part);
    }

    private static Object read(Method accessor, Record node) {
        try {
            return accessor.invoke(node);
        } catch (ReflectiveOperationException e) {
            throw failed(e, node.getClass());
        }
    }

    private static Object make(Constructor<?> constructor, Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw failed(e, constructor.getDeclaringClass());
        }
    }

    /** What the record's own code threw, or that reflection could not call it. */
    private static RuntimeException failed(ReflectiveOperationException e, Class<?> type) {
        if (e instanceof InvocationTargetException thrown && thrown.getCause() instanceof RuntimeException own) {
            return own;
        }
        return new IllegalStateException("cannot read or make a " + type.getName(), e);
    }

    private static String notOpen(Class<?> type) {
        var reader = ModelTree.class.getModule();
        return "params: record %s cannot be read, since module %s does not open its package; add \"opens %s%s;\" to its module-info.java"
                .formatted(
                        type.getName(),
                        type.getModule().getName(),
                        type.getPackageName(),
                        reader.isNamed() ? " to " + reader.getName() : "");
    }

    /** What there is to know about a component of a record class. */
    private record Part(String name, boolean fixed, boolean mayHoldTensors, Method accessor) {}

    /**
     * What there is to know about a record class.
     *
     * @param isOneCollection a record that is nothing but a list or map, such as {@link Sequential}, adds no name
     */
    @SuppressWarnings("ArrayRecordComponent") // read-only, and never compared
    private record Plan(Part[] components, Constructor<?> constructor, boolean isOneCollection) {
        static Plan of(Class<?> type) {
            var components = type.getRecordComponents();
            try {
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                var parts = new Part[components.length];
                for (int i = 0; i < parts.length; i++) {
                    var component = components[i];
                    var accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    parts[i] = new Part(
                            component.getName(),
                            component.isAnnotationPresent(Fixed.class),
                            mayHoldTensors(component.getType()),
                            accessor);
                }
                return new Plan(parts, constructor, parts.length == 1 && isCollection(components[0].getType()));
            } catch (InaccessibleObjectException e) {
                throw new IllegalArgumentException(notOpen(type), e);
            } catch (NoSuchMethodException e) {
                throw new AssertionError("every record has a canonical constructor", e);
            }
        }
    }
}
