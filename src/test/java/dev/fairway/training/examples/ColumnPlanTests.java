package dev.fairway.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.Dataset.Frequency;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Task;
import dev.fairway.training.Specs;
import dev.fairway.training.examples.ColumnPlan.LeftOut;
import dev.fairway.training.examples.ColumnPlan.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnPlanTests {

    private static final Dataset PEOPLE = dataset(numeric("person_id", 1000, 5, 9_000), numeric("age", 60, 18, 90),
            words("sex", "Male", "Female"),
            new ColumnProfile("member", ColumnType.BOOLEAN, 0, 2, null, null, null, null, List.of()),
            new ColumnProfile("remark", ColumnType.TEXT, 0, 900, null, null, null, null, List.of()),
            new ColumnProfile("born", ColumnType.TIME, 0, 800, null, null, null, null, List.of()),
            numeric("planet", 1, 3, 3), words("y", "yes", "no"), numeric("income", 700, 0, 90_000),
            numeric("paid", 2, 0, 1));

    @Test
    void numbersStayNumbersAndWordsAndBooleansBecomeCategories() {
        assertThat(plan("{}").features()).containsExactly(new Table.Selection("age", ColumnType.NUMERIC),
                new Table.Selection("sex", ColumnType.CATEGORICAL),
                new Table.Selection("member", ColumnType.CATEGORICAL),
                new Table.Selection("income", ColumnType.NUMERIC), new Table.Selection("paid", ColumnType.NUMERIC));
    }

    @Test
    void whatIsLeftOutIsToldWithTheReason() {
        assertThat(plan("{\"features\": {\"exclude\": [\"paid\"]}}").leftOut()).containsExactly(
                new LeftOut("person_id", Reason.ID_LIKE), new LeftOut("remark", Reason.TEXT),
                new LeftOut("born", Reason.TIME), new LeftOut("planet", Reason.CONSTANT),
                new LeftOut("paid", Reason.EXCLUDED));
    }

    @Test
    void anIdIsLearntFromWhenItIsAskedFor() {
        assertThat(plan("{\"features\": {\"include\": [\"person_id\"]}}").features())
                .containsExactly(new Table.Selection("person_id", ColumnType.NUMERIC));
    }

    @Test
    void theTaskFollowsFromTheTarget() {
        assertThat(plan("{}").task()).isEqualTo(Task.BINARY_CLASSIFICATION);
        assertThat(plan("{\"target\": \"income\"}").task()).isEqualTo(Task.REGRESSION);
        assertThat(plan("{\"target\": \"paid\"}").task()).isEqualTo(Task.BINARY_CLASSIFICATION);
    }

    @Test
    void allUnknownColumnsAreNamedAtOnce() {
        assertRefused(
                "{\"target\": \"z\", \"features\": {\"include\": [\"age\", \"height\"], \"types\": {\"zip\": \"categorical\"}},"
                        + "\"fairness\": {\"attributes\": [{\"name\": \"race\", \"privileged\": []}]}}",
                "target", "features.include[1]", "features.types.zip", "fairness.attributes[0].name");
    }

    @Test
    void aTargetThatCannotBePredictedIsRefused() {
        assertRefused("{\"target\": \"planet\"}", "target");
        assertRefused("{\"target\": \"remark\"}", "target");
        assertRefused("{\"task\": \"regression\"}", "task");
        assertRefused("{\"target\": \"age\", \"task\": \"binary_classification\"}", "task");
    }

    @Test
    void aFavourableLabelAndAPrivilegedGroupMustExist() {
        assertRefused(
                "{\"fairness\": {\"attributes\": [{\"name\": \"sex\", \"privileged\": [\"male\"]}], \"favourable\": [\"Yes\"]}}",
                "fairness.favourable[0]", "fairness.attributes[0].privileged[0]");
    }

    @Test
    void numericClassesAreNamedWithoutADecimalPoint() {
        assertThat(plan("{\"target\": \"paid\", \"fairness\": {\"favourable\": [\"1\"]}}").target())
                .isEqualTo(new Table.Selection("paid", ColumnType.NUMERIC));
    }

    @Test
    void aLossOrMetricOfAnotherTaskIsRefused() {
        assertRefused("{\"loss\": \"mse\", \"early_stopping\": {\"metric\": \"validation_r2\"}}", "loss",
                "early_stopping.metric");
    }

    @Test
    void includingTheTargetOrFreeTextIsRefused() {
        assertRefused("{\"features\": {\"include\": [\"y\", \"age\", \"remark\"]}}", "features.include[0]",
                "features.include[2]");
    }

    private static void assertRefused(String spec, String... fields) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> plan(spec))
                .satisfies(refusal -> assertThat(refusal.errors()).extracting(Refusal.FieldError::field)
                        .containsExactly(fields));
    }

    private static ColumnPlan plan(String spec) {
        return ColumnPlan.of(Specs.with(spec), PEOPLE);
    }

    private static ColumnProfile numeric(String name, long distinct, double min, double max) {
        return new ColumnProfile(name, ColumnType.NUMERIC, 0, distinct, min, max, min, 1.0, List.of());
    }

    private static ColumnProfile words(String name, String... values) {
        return new ColumnProfile(name, ColumnType.CATEGORICAL, 0, values.length, null, null, null, null,
                Stream.of(values).map(value -> new Frequency(value, 1)).toList());
    }

    private static Dataset dataset(ColumnProfile... columns) {
        return new Dataset("d1", "people", 1, "csv", 1000, List.of(columns), "00", Path.of("people.parquet"),
                Instant.EPOCH);
    }
}
