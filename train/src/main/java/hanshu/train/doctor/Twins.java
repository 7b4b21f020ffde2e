package hanshu.train.doctor;

import java.util.Arrays;
import java.util.HashSet;

/**
 * Unseen rows that are learned from too, inputs and answer alike.
 *
 * @param twins how many unseen rows have one among those learned from
 * @param of how many unseen rows there are
 */
record Twins(int twins, int of) {
    private record Row(int columns, int answer) {}

    static Twins between(Rows train, Rows unseen) {
        var known = new HashSet<Row>();
        for (int i = 0; i < train.count(); i++) {
            known.add(row(train, i));
        }
        int twins = 0;
        for (int i = 0; i < unseen.count(); i++) {
            twins += known.contains(row(unseen, i)) ? 1 : 0;
        }
        return new Twins(twins, unseen.count());
    }

    private static Row row(Rows rows, int i) {
        return new Row(Arrays.hashCode(rows.x()[i]), Double.hashCode(rows.y()[i]));
    }

    double share() {
        return of == 0 ? 0 : (double) twins / of;
    }
}
