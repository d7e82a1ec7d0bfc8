package dev.fairway.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A metric that a gate can hold a version to. */
enum GateMetric {
    ACCURACY(false, true),
    AUROC(false, true),
    F1(false, true),
    LOG_LOSS(false, false),
    ECE(false, false),
    RMSE(true, false),
    MAE(true, false),
    R2(true, true);

    private final boolean regression;
    private final boolean higherIsBetter;

    GateMetric(boolean regression, boolean higherIsBetter) {
        this.regression = regression;
        this.higherIsBetter = higherIsBetter;
    }

    static List<String> names(boolean regression) {
        return Arrays.stream(values()).filter(m -> m.regression == regression).map(GateMetric::key).toList();
    }

    static GateMetric of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As it stands in an evaluation. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean reached(double value, double limit) {
        return higherIsBetter ? value >= limit : value <= limit;
    }

    String comparison() {
        return higherIsBetter ? "at least" : "at most";
    }
}
