package hanshu.nn.optim;

import hanshu.nn.Params;
import hanshu.tensor.Parallel;
import java.util.ArrayList;
import java.util.List;

/** The learned tensors of θ, each with its group, for optimisers that look at a tensor as a whole. */
final class Slots {
    private record Member(Params.Slot slot, Group group) {}

    /** What to do with one tensor of θ. */
    @FunctionalInterface
    interface Update {
        void apply(Params.Slot slot, double rateFactor, double decayFactor);
    }

    private final List<Member> members = new ArrayList<>();

    Slots(Params params, List<Group> groups) {
        for (var slot : params.slots()) {
            if (slot.learned()) {
                members.add(new Member(slot, Blocks.groupOf(slot, groups)));
            }
        }
    }

    /** One tensor after the other, or several at once on several threads: each is the work of one. */
    void update(Update update) {
        Parallel.run(members.size(), i -> {
            var member = members.get(i);
            update.apply(member.slot, member.group.rateFactor(), member.group.decayFactor());
        });
    }

    /** The sum of the squares of a stretch. */
    static double squares(float[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum;
    }
}
