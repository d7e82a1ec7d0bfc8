package dev.fairway.training.worker;

import dev.fairway.feature.Fairness;
import dev.fairway.feature.Predictions;
import dev.fairway.registry.Evaluation;
import dev.fairway.training.course.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same metrics per group of people, and who gets the favourable answer. */
record GroupScores(Fairness fairness, Material.Part rows, Predictions predictions) {

    /** An attribute with more values than this, such as an age in days, makes no groups worth looking at beyond. */
    private static final int MOST_GROUPS = 100;

    /** The groups of the protected attributes. */
    List<Evaluation.Group> groups() {
        return groups(fairness.attributes().stream().map(Fairness.Attribute::name).toList());
    }

    /** The groups that the values of columns make. */
    List<Evaluation.Group> groups(List<String> columns) {
        List<Evaluation.Group> groups = new ArrayList<>();
        for (String column : columns) {
            members(rows.attributes().words(column)).entrySet()
                    .stream()
                    .limit(MOST_GROUPS)
                    .map(group -> group(column, group.getKey(),
                            group.getValue().stream().mapToInt(Integer::intValue).toArray()))
                    .forEach(groups::add);
        }
        return groups;
    }

    private static Map<String, List<Integer>> members(@Nullable String[] values) {
        Map<String, List<Integer>> members = new TreeMap<>();
        IntStream.range(0, values.length)
                .filter(row -> values[row] != null)
                .forEach(row -> members.computeIfAbsent(Objects.requireNonNull(values[row]), _ -> new ArrayList<>())
                        .add(row));
        return members;
    }

    private Evaluation.Group group(String attribute, String value, int[] members) {
        Predictions said = Scores.select(predictions, members);
        return new Evaluation.Group(attribute, value, members.length, favourable(said),
                Scores.of(said, rows.truth().select(members)));
    }

    private @Nullable Double favourable(Predictions said) {
        return switch (said) {
            case Predictions.Classified classified when !fairness.favourable().isEmpty() ->
                IntStream.range(0, classified.rows())
                        .filter(row -> fairness.favourable().contains(classified.label(row)))
                        .count() / (double) classified.rows();
            case Predictions _ -> null;
        };
    }
}
