package hanshu.nn.optim;

import hanshu.nn.Params;
import hanshu.tensor.Parallel;
import java.util.ArrayList;
import java.util.List;

/** The learned stretches of θ, cut into blocks that threads share; each block belongs to one group. */
final class Blocks {
    /** Four arrays of this many floats fit the second-level cache of a core. */
    private static final int SIZE = 1 << 14;

    private static final Group EVERYTHING = new Group(name -> true, 1, 1);

    private record Block(int from, int to, Group group) {}

    /** What to do with elements {@code from} to {@code to} − 1 of θ. */
    @FunctionalInterface
    interface Update {
        void apply(int from, int to, double rateFactor, double decayFactor);
    }

    private final List<Block> blocks = new ArrayList<>();

    Blocks(Params params, List<Group> groups) {
        int from = 0;
        int to = 0;
        var group = EVERYTHING;
        for (var slot : params.slots()) {
            if (!slot.learned()) {
                continue;
            }
            var its = groupOf(slot, groups);
            if (slot.offset() != to || !its.equals(group)) { // else it continues the stretch
                cut(from, to, group);
                from = slot.offset();
                group = its;
            }
            to = slot.end();
        }
        cut(from, to, group);
    }

    /** The first group that names a tensor. */
    static Group groupOf(Params.Slot slot, List<Group> groups) {
        return groups.stream()
                .filter(g -> g.names().test(slot.name()))
                .findFirst()
                .orElse(EVERYTHING);
    }

    private void cut(int from, int to, Group group) {
        for (int at = from; at < to; at += SIZE) {
            blocks.add(new Block(at, Math.min(at + SIZE, to), group));
        }
    }

    void update(Update update) {
        Parallel.run(blocks.size(), i -> {
            var block = blocks.get(i);
            update.apply(block.from, block.to, block.group.rateFactor(), block.group.decayFactor());
        });
    }
}
