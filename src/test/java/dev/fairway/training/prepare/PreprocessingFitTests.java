package dev.fairway.training.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Preprocessing.Encode;
import dev.fairway.feature.Preprocessing.Standardise;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Task;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreprocessingFitTests {

    private static final TrainSpec.Steps STEPS = Specs.with("{}").preprocessing();

    @Test
    void aMissingNumberBecomesTheMedianAndTheScaleIsThatOfWhatTheNetworkSees() {
        assertThat(fit("x", new Column.Numbers(new double[]{1, 2, Double.NaN, 9})))
                .isEqualTo(new Standardise("x", 2, 3.5, Math.sqrt((6.25 + 2.25 + 2.25 + 30.25) / 4)));
    }

    @Test
    void aColumnOfOneValueIsNotDividedByZero() {
        assertThat(fit("x", new Column.Numbers(new double[]{4, 4, 4}))).isEqualTo(new Standardise("x", 4, 4, 1));
    }

    @Test
    void theMostFrequentWordsComeFirstAndMissingIsNoWord() {
        assertThat(fit("w", new Column.Words(new String[]{"b", "a", null, "c", "b"})))
                .isEqualTo(new Encode("w", List.of("b", "a", "c")));
    }

    @Test
    void rareWordsBeyondTheLimitAreUnknown() {
        TrainSpec.Steps two = Specs.with("{\"preprocessing\": {\"max_categories\": 2}}").preprocessing();
        Rows rows = new Rows(4, Map.of("w", new Column.Words(new String[]{"b", "a", "b", "c"})));
        assertThat(PreprocessingFit.of(rows, two).steps()).containsExactly(new Encode("w", List.of("b", "a")));
    }

    /** The last row is of the test part: neither its number nor its word may leave a trace. */
    @Test
    void onlyTrainingRowsAreFittedTo() {
        Rows rows = new Rows(4, Map.of("x", new Column.Numbers(new double[]{1, 2, 3, 1000})));
        Rows words = new Rows(4, Map.of("w", new Column.Words(new String[]{"a", "a", "b", "secret"})));
        Preprocessing numbers = prepared(rows, ColumnType.NUMERIC).preprocessing();
        assertThat(numbers.steps()).containsExactly(new Standardise("x", 2, 2, Math.sqrt(2.0 / 3)));
        Prepared prepared = prepared(words, ColumnType.CATEGORICAL);
        assertThat(prepared.preprocessing().steps()).containsExactly(new Encode("w", List.of("a", "b")));
        assertThat(prepared.samples().get("test")).isNotNull()
                .satisfies(test -> assertThat(((Input.Longs) test.inputs().getLast()).values())
                        .containsExactly(Encode.UNKNOWN));
    }

    private static Prepared prepared(Rows rows, ColumnType type) {
        String column = rows.columns().keySet().iterator().next();
        ColumnPlan plan = new ColumnPlan(Task.REGRESSION, List.of(new Table.Selection(column, type)),
                new Table.Selection("y", ColumnType.NUMERIC), List.of(), List.of());
        Examples examples = new Examples(rows, new Rows(4, Map.of()), new Truth.Quantity(new double[]{1, 2, 3, 4}), 0);
        return Prepared.of(Specs.with("{}"), plan, examples,
                new Partition(new int[]{0, 1, 2}, new int[0], new int[]{3}));
    }

    private static Preprocessing.Step fit(String name, Column column) {
        int rows = switch (column) {
            case Column.Numbers(double[] values) -> values.length;
            case Column.Words words -> words.values().length;
        };
        return PreprocessingFit.of(new Rows(rows, Map.of(name, column)), STEPS).steps().getFirst();
    }
}
