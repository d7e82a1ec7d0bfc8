package dev.fairway.feature;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the bins of a feature by its training rows. */
final class FitBins {

    /** Bins of a numeric feature: enough to see the shape move, few enough for windows of some hundred rows. */
    static final int INTERVALS = 10;

    /** Most categories with a bin of their own. */
    static final int CATEGORIES = 20;

    /** A category with less than this share of the rows is rare: a window holds too few of it to judge it alone. */
    static final double RARE = 0.01;

    /** Far more than single precision rounds away, far less than what anybody would call another value. */
    private static final double ROUNDING = 1e-6;

    private FitBins() {}

    /**
     * Bins of about equal mass; see {@link QuantileEdges}. A constant has a bin below and one above it, so that a change
     * shows; a column without any value has one bin and the range from 0 to 0.
     */
    static Bins.Intervals intervals(double[] values) {
        double[] sorted = QuantileEdges.sorted(values);
        if (sorted.length == 0) {
            return new Bins.Intervals(new double[0], 0, 0);
        }
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double[] edges = low == high ? around(low) : QuantileEdges.of(sorted, INTERVALS);
        return new Bins.Intervals(edges, low, high);
    }

    private static double[] around(double constant) {
        double margin = Math.max(Math.abs(constant), Double.MIN_NORMAL / ROUNDING) * ROUNDING;
        return new double[]{Math.max(constant - margin, -Double.MAX_VALUE),
                Math.min(constant + margin, Double.MAX_VALUE)};
    }

    /** @param known the words that the model knows; others in the rows are unseen */
    static Bins.Categories categories(List<String> known, @Nullable String[] words) {
        Map<String, Long> counts = counts(words);
        long rows = counts.values().stream().mapToLong(Long::longValue).sum();
        List<String> own = known.stream()
                .filter(word -> counts.getOrDefault(word, 0L) >= Math.max(1, RARE * rows))
                .sorted(Comparator.comparing((String word) -> counts.getOrDefault(word, 0L)).reversed())
                .limit(CATEGORIES)
                .toList();
        return new Bins.Categories(own, known.stream().filter(word -> !own.contains(word)).toList());
    }

    private static Map<String, Long> counts(@Nullable String[] words) {
        Map<String, Long> counts = new HashMap<>();
        for (String word : words) {
            if (word != null) {
                counts.merge(word, 1L, Long::sum);
            }
        }
        return counts;
    }
}
