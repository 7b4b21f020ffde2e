package hanshu.data.table.features;

import hanshu.data.table.Cells;
import hanshu.data.table.DateFormat;
import hanshu.data.table.Table;
import hanshu.data.table.TableException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A date: the days that have passed, scaled, and for each cycle in which the training dates vary a point on a circle,
 * (sin 2πt, cos 2πt), so that December is next to January. A missing date is 0 everywhere, and where some were missing
 * in training, a last number says 1 for missing and 0 for known.
 *
 * @param format of the column, as in {@link DateFormat}
 */
record Moment(String column, String format, List<Cycle> cycles, boolean indicator, Scaling elapsed)
        implements NumberFeature {
    /** What comes round, with its length in days. Day 0, 1970-01-01, began a year and was a Thursday. */
    enum Cycle {
        YEAR(365.2425),
        WEEK(7),
        DAY(1);

        private final double days;

        Cycle(double days) {
            this.days = days;
        }

        /** Where in the cycle a moment is, in radians. */
        private double angle(double moment) {
            double turns = moment / days;
            return 2 * Math.PI * (turns - Math.floor(turns));
        }
    }

    Moment {
        cycles = List.copyOf(cycles);
    }

    static Moment fit(String column, String format, double[] values, Scaling.Method method) {
        double[] known = Scaling.known(values);
        double first = Arrays.stream(known).min().orElse(0);
        double last = Arrays.stream(known).max().orElse(0);
        boolean wholeDays = Arrays.stream(known).allMatch(day -> day == Math.rint(day));
        boolean wholeMonths =
                Arrays.stream(known).allMatch(day -> DateFormat.moment(day).getDayOfMonth() == 1) && wholeDays;
        var cycles = new ArrayList<Cycle>();
        if (last - first > 60) {
            cycles.add(Cycle.YEAR);
        }
        if (last - first > 3 && !wholeMonths) {
            cycles.add(Cycle.WEEK);
        }
        if (!wholeDays) {
            cycles.add(Cycle.DAY);
        }
        return new Moment(column, format, cycles, known.length < values.length, method.fit(known));
    }

    @Override
    public List<String> names() {
        var names = new ArrayList<String>();
        names.add(column + " elapsed");
        for (Cycle cycle : cycles) {
            String name = cycle.name().toLowerCase(java.util.Locale.ROOT);
            names.add(column + " " + name + " sin");
            names.add(column + " " + name + " cos");
        }
        if (indicator) {
            names.add(column + " missing");
        }
        return List.copyOf(names);
    }

    @Override
    public void write(Table table, int[] rows, float[] to, int offset, int width) {
        double[] moments = read(table, column, new DateFormat(format), rows);
        for (int i = 0; i < rows.length; i++) {
            int at = i * width + offset;
            double moment = moments[i];
            if (Double.isNaN(moment)) {
                if (indicator) {
                    to[at + 1 + 2 * cycles.size()] = 1;
                }
                continue;
            }
            to[at++] = (float) elapsed.apply(moment);
            for (Cycle cycle : cycles) {
                to[at++] = (float) StrictMath.sin(cycle.angle(moment));
                to[at++] = (float) StrictMath.cos(cycle.angle(moment));
            }
        }
    }

    /** A date of java.time as the training table would write it. */
    String text(Temporal time) {
        double days = new DateFormat("uuuu-M-d").parse(time.toString());
        return Double.isNaN(days) ? time.toString() : new DateFormat(format).text(days);
    }

    /** Days since 1970; a missing date is NaN, a text that is no such date an error. */
    static double[] read(Table table, String column, DateFormat format, int[] rows) {
        Cells cells = table.cells(column);
        return Arrays.stream(rows)
                .mapToDouble(row -> {
                    double day = cells.missing(row) ? Double.NaN : format.parse(cells.text(row));
                    if (Double.isNaN(day) && !cells.missing(row) && !DateFormat.isMissing(cells.text(row))) {
                        throw new TableException(
                                "%s: column %s holds dates such as %s, but here it is \"%s\": correct it, or leave it empty if it is not known"
                                        .formatted(
                                                table.where(row),
                                                column,
                                                format.text(0),
                                                TableException.excerpt(cells.text(row))));
                    }
                    return day;
                })
                .toArray();
    }
}
