package hanshu.train.report;

import static java.util.Map.entry;

import hanshu.train.metric.Digits;
import hanshu.train.metric.Interval;
import java.util.Locale;
import java.util.Map;

/** Metrics as people call and read them. */
final class MetricText {
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("rmse", "RMSE"),
            entry("mae", "MAE"),
            entry("r2", "R²"),
            entry("accuracy", "accuracy"),
            entry("balanced_accuracy", "balanced accuracy"),
            entry("f1", "F1"),
            entry("auroc", "AUROC"),
            entry("log_loss", "log loss"),
            entry("ece", "calibration error"),
            entry("bleu", "BLEU"),
            entry("chrf", "chrF"),
            entry("all_right", "all right"));

    /** Where Chinese does not say it in letters. */
    private static final Map<String, String> CHINESE = Map.of(
            "accuracy", "准确率",
            "balanced_accuracy", "平衡准确率",
            "log_loss", "对数损失",
            "ece", "校准误差",
            "all_right", "全对率",
            "precision", "精确率",
            "recall", "召回率",
            "hamming_loss", "汉明损失");

    /** In place of a value that is not there. */
    static final String UNDEFINED = "–";

    private MetricText() {}

    static String name(String metric, Language language) {
        var name = NAMES.getOrDefault(metric, metric);
        return language.say(name, CHINESE.getOrDefault(metric, name));
    }

    /** Shares in percent, scores out of 1 with four decimals, all else with four digits. */
    static String value(String metric, double value) {
        if (isPercent(metric)) {
            return percent(value);
        }
        return switch (metric) {
            case "r2", "f1", "auroc" -> String.format(Locale.ROOT, "%.4f", Math.round(1e4 * value) / 1e4);
            default -> Digits.fixed(value);
        };
    }

    /** Whether it is shown in percent, and its changes in percentage points. */
    static boolean isPercent(String metric) {
        return switch (metric) {
            case "accuracy", "balanced_accuracy", "ece" -> true;
            default -> false;
        };
    }

    /** A share in percent that no line break can tear apart. */
    static String percent(double share) {
        return Digits.percent(share).replace(' ', '\u00a0');
    }

    static String interval(String metric, Interval interval, Language language) {
        return value(metric, interval.low()) + language.say(" to ", " 至 ") + value(metric, interval.high());
    }
}
