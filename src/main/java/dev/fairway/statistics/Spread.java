package dev.fairway.statistics;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/**
 * How far apart the rates of any number of groups are, without a privileged one among them, as in Fairlearn: of the
 * groups' selection rates it is the demographic parity difference and ratio. Groups without rows do not count.
 *
 * @param least the least of the groups' rates; NaN where no group has rows
 * @param greatest the greatest of them
 */
public record Spread(double least, double greatest) {

    public static Spread of(Collection<Rate> groups) {
        DoubleSummaryStatistics rates = groups.stream()
                .filter(group -> group.rows() > 0)
                .mapToDouble(Rate::value)
                .summaryStatistics();
        return rates.getCount() == 0 ? new Spread(Double.NaN, Double.NaN) : new Spread(rates.getMin(), rates.getMax());
    }

    public double difference() {
        return greatest - least;
    }

    /** Least over greatest: 1 where all are alike, NaN where all are 0. */
    public double ratio() {
        return least / greatest;
    }
}
