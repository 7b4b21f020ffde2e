package hanshu.learn.supervised;

import hanshu.data.table.features.TargetEncoding;

/** Between a number's units and standardised ones: (f(value) − mean) / deviation, where f is ln(1 + value) if {@code log}. */
record Scale(double mean, double deviation, boolean log) {
    static final Scale NONE = new Scale(0, 1, false);

    static Scale of(TargetEncoding.Quantity target) {
        return new Scale(target.mean(), target.deviation(), target.log());
    }

    double toUnits(double standardised) {
        double value = standardised * deviation + mean;
        return log ? StrictMath.expm1(value) : value;
    }

    double toStandard(double value) {
        return ((log ? StrictMath.log1p(value) : value) - mean) / deviation;
    }
}
