package dev.fairway.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well scores tell anomalies from normal rows, by name: {@code auroc}, {@code auprc} (average precision), and at the
 * threshold {@code precision}, {@code recall} and {@code f1}. Rows without an anomaly leave out all of these;
 * where nothing is known of the rows there is only {@code anomalies}, the share of them above the threshold.
 */
public final class AnomalyScores {

    private AnomalyScores() {}

    /** Of rows of which nothing is known. */
    public static Map<String, Double> of(double[] scores, double threshold) {
        long above = Arrays.stream(scores).filter(score -> score > threshold).count();
        return Double.isInfinite(threshold) ? Map.of() : Map.of("anomalies", (double) above / scores.length);
    }

    /**
     * @param anomalous what each row is
     * @param threshold infinite where there is none yet, and then there are the areas only
     */
    public static Map<String, Double> of(boolean[] anomalous, double[] scores, double threshold) {
        Auroc auroc = new Auroc(scores.length);
        AveragePrecision precision = new AveragePrecision(scores.length);
        long hits = 0;
        long found = 0;
        long there = 0;
        for (int row = 0; row < scores.length; row++) {
            auroc.add((float) scores[row], anomalous[row]);
            precision.add((float) scores[row], anomalous[row]);
            hits += anomalous[row] && scores[row] > threshold ? 1 : 0;
            found += scores[row] > threshold ? 1 : 0;
            there += anomalous[row] ? 1 : 0;
        }
        Map<String, Double> byName = new LinkedHashMap<>();
        if (there > 0 && there < scores.length) {
            byName.put("auroc", auroc.value());
            byName.put("auprc", precision.value());
        }
        if (Double.isInfinite(threshold)) {
            return Collections.unmodifiableMap(byName);
        }
        if (there > 0) {
            byName.put("precision", found == 0 ? 0 : (double) hits / found);
            byName.put("recall", (double) hits / there);
            byName.put("f1", 2.0 * hits / (found + there));
        }
        byName.put("anomalies", (double) found / scores.length);
        return Collections.unmodifiableMap(byName);
    }
}
