package dev.fairway.monitoring;

import dev.fairway.feature.Column;
import dev.fairway.feature.Predictions;
import dev.fairway.feature.ReferenceProfile.Reference;
import dev.fairway.inference.Answered;
import dev.fairway.monitoring.bias.Favourable;
import dev.fairway.monitoring.bias.GroupTally;
import dev.fairway.monitoring.drift.FeatureTally;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The window that is being counted. Belongs to one thread. */
final class OpenWindow {

    private final Watched watched;
    private final MonitorPlan plan;
    private final Instant start;
    private final @Nullable Instant end;
    private final List<FeatureTally> features;
    private final FeatureTally prediction;
    private final List<GroupTally> groups;
    private long rows;

    OpenWindow(Watched watched, MonitorPlan plan, Instant start, int maxGroups) {
        this.watched = watched;
        this.plan = plan;
        this.start = start;
        this.end = plan.window().endOf(start);
        this.features = watched.reference().features().stream().map(r -> FeatureTally.on(r.bins())).toList();
        this.prediction = FeatureTally.on(watched.reference().prediction().bins());
        this.groups = plan.attributes().stream().map(a -> new GroupTally(watched.grouping(a, maxGroups))).toList();
    }

    /** The window as it was when its counts were taken. */
    static OpenWindow resumed(Watched watched, Counted counted, int maxGroups) {
        OpenWindow window = new OpenWindow(watched, counted.plan(), counted.start(), maxGroups);
        for (int f = 0; f < window.features.size(); f++) {
            window.features.get(f).add(counted.features().get(f));
        }
        window.prediction.add(counted.prediction());
        for (int g = 0; g < window.groups.size(); g++) {
            window.groups.get(g).add(counted.groups().get(g));
        }
        window.rows = counted.rows();
        return window;
    }

    /** How many rows it still takes. */
    int room() {
        Integer limit = plan.window().rows();
        return limit == null ? Integer.MAX_VALUE : (int) (limit - rows);
    }

    /** When it closes by the clock; null for a window of rows. */
    @Nullable
    Instant end() {
        return end;
    }

    MonitorPlan plan() {
        return plan;
    }

    /**
     * Counts the answer's rows from {@code from} to before {@code to}: all of them or, when a column is not as the
     * schema says, none.
     *
     * @throws IllegalArgumentException when a column is absent or of another type
     */
    void count(Answered answer, int from, int to) {
        Column said = said(answer.predictions());
        check(answer, said);
        for (int f = 0; f < features.size(); f++) {
            features.get(f).count(column(answer, f), from, to);
        }
        prediction.count(said, from, to);
        IntPredicate favoured = new Favourable(plan.favourable()).in(answer.predictions());
        for (GroupTally group : groups) {
            group.count(attribute(answer, group.attribute()), favoured, from, to);
        }
        rows += to - from;
    }

    Counted counted() {
        return new Counted(plan, start, end, rows, features.stream().map(FeatureTally::counts).toList(),
                prediction.counts(), groups.stream().map(GroupTally::counts).toList());
    }

    private void check(Answered answer, Column said) {
        for (int f = 0; f < features.size(); f++) {
            if (!features.get(f).reads(answer.rows().columns().get(reference(f).feature()))) {
                throw new IllegalArgumentException("rows lack a fitting column " + reference(f).feature());
            }
        }
        if (!prediction.reads(said)) {
            throw new IllegalArgumentException("predictions do not fit the reference");
        }
    }

    private Reference reference(int feature) {
        return watched.reference().features().get(feature);
    }

    private Column column(Answered answer, int feature) {
        Column column = answer.rows().columns().get(reference(feature).feature());
        if (column == null) {
            throw new IllegalArgumentException("rows lack " + reference(feature).feature());
        }
        return column;
    }

    private static @Nullable Column attribute(Answered answer, String name) {
        Column feature = answer.rows().columns().get(name);
        @Nullable
        String[] words = answer.attributes().get(name);
        return feature != null || words == null ? feature : new Column.Words(words);
    }

    private static Column said(Predictions predictions) {
        return switch (predictions) {
            case Predictions.Classified classified -> {
                String[] labels = new String[classified.rows()];
                for (int row = 0; row < labels.length; row++) {
                    labels[row] = classified.label(row);
                }
                yield new Column.Words(labels);
            }
            case Predictions.Estimated estimated -> new Column.Numbers(estimated.values());
            case Predictions.Scored scored -> new Column.Numbers(scored.scores());
        };
    }
}
