package dev.fairway.monitoring.drift;

import dev.fairway.feature.Bins;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.monitoring.drift.FeatureDrift.MovedBin;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Answers which bins a score comes from. */
final class MovedBins {

    private static final int TOLD = 5;

    private MovedBins() {}

    static List<MovedBin> of(Reference reference, FeatureCounts counts, double[] contributions) {
        double trained = LongStream.of(reference.counts()).sum();
        double now = counts.present();
        return IntStream.range(0, contributions.length)
                .filter(b -> contributions[b] > 0)
                .mapToObj(b -> new MovedBin(name(reference.bins(), b), reference.counts()[b] / trained,
                        counts.bins()[b] / now, contributions[b]))
                .sorted(Comparator.comparingDouble(MovedBin::contribution).reversed())
                .limit(TOLD)
                .toList();
    }

    private static String name(Bins bins, int bin) {
        return switch (bins) {
            case Bins.Intervals intervals -> name(intervals.edges(), bin);
            case Bins.Categories categories when bin == categories.unseenBin() -> "(unseen)";
            case Bins.Categories categories when bin == categories.rareBin() -> "(rare)";
            case Bins.Categories categories -> categories.categories().get(bin);
        };
    }

    private static String name(double[] edges, int bin) {
        if (edges.length == 0) {
            return "(all)";
        }
        if (bin == 0) {
            return "<=" + edges[0];
        }
        return bin == edges.length ? ">" + edges[bin - 1] : "(%s, %s]".formatted(edges[bin - 1], edges[bin]);
    }
}
