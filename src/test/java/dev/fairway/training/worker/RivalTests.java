package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.gate.Comparison;
import dev.fairway.training.gate.Gate;
import dev.fairway.training.gate.Opponent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is trained here is held against another one that was trained here, on its own held-out rows. */
class RivalTests {

    private static final String GATE = "{'not_worse_than': 'production', 'max_latency_ratio': 50}";

    @TempDir
    private static Path directory;

    private static Dataset people;
    private static VersionFolder good;

    @BeforeAll
    static void trainProduction() throws SQLException, IOException {
        people = Tables.of("""
                SELECT (i * 7919 % 1000) / 10.0 AS age, i * 31 % 500 AS debt,
                    CASE i * 13 % 2 WHEN 0 THEN 'm' ELSE 'f' END AS sex,
                    CASE WHEN i * 7919 % 1000 > 600 OR i * 17 % 9 = 0 THEN 'yes' ELSE 'no' END AS y
                FROM range(1500) r(i)""", directory);
        good = trained("production", "{}", null);
    }

    @Test
    void theSameJobAgainIsNoWorseAndChangesNothing() throws IOException {
        VersionFolder again = trained("again", GATE, good);
        Comparison comparison = Comparison.of(again).orElseThrow();
        Comparison.Difference accuracy = Objects.requireNonNull(comparison.metrics().get("accuracy"));
        assertThat(accuracy.difference()).isZero();
        assertThat(accuracy.candidate())
                .isEqualTo(Objects.requireNonNull(again.evaluation().splits().get("test")).get("accuracy"));
        assertThat(comparison.rows()).isEqualTo(300);
        assertThat(judged(again).passed()).isTrue();
    }

    @Test
    void whoHasHardlyLearntIsHeldBackWithTheFigures() throws IOException {
        VersionFolder poor = trained("poor", "'epochs': 1, 'optimizer': {'learning_rate': 0.00001}", GATE, good);
        assertThat(judged(poor).result()).isEqualTo(Gate.Result.MISSED);
        assertThat(judged(poor).reasons()).first()
                .asString()
                .contains("that of version 3 (production)", "on the same 300 rows", "McNemar p = 0.0000");
    }

    @Test
    void anotherChoiceOfColumnsIsReadFromTheTableAgain() throws IOException {
        VersionFolder fewer = trained("fewer", "'features': {'exclude': ['debt']}", GATE, good);
        Comparison comparison = Comparison.of(fewer).orElseThrow();
        assertThat(comparison.notRun()).isNull();
        assertThat(comparison.latency()).isNotNull();
        assertThat(Objects.requireNonNull(comparison.metrics().get("accuracy")).other()).isGreaterThan(0.85);
    }

    @Test
    void aVersionThatReadsWhatTheDataLacksIsNotRun(@TempDir Path elsewhere) throws IOException, SQLException {
        Dataset others = Tables.of(
                "SELECT i * 7919 % 1000 AS age, i % 7 AS child, CASE WHEN i * 7919 % 1000 > 600 OR i % 17 = 0 THEN 'yes' ELSE "
                        + "'no' END AS y FROM range(600) r(i)",
                elsewhere);
        VersionFolder version = trained(others, "lacking", spec("", GATE), good);
        assertThat(judged(version).result()).isEqualTo(Gate.Result.NOT_RUN);
        assertThat(judged(version).reasons()).singleElement()
                .asString()
                .contains("it reads the column 'debt', which the data set does not have");
    }

    @Test
    void withoutAVersionInProductionThereIsNobodyToBeWorseThan() throws IOException {
        assertThat(judged(trained("first", GATE, null)).passed()).isTrue();
    }

    @Test
    void theMetricsOfTheHeldOutRowsComeWithTheirIntervals() {
        Evaluation.Range range = Objects.requireNonNull(good.evaluation().intervals().get("accuracy"));
        assertThat(good.evaluation().splits().get("test")).hasEntrySatisfying("accuracy",
                accuracy -> assertThat(accuracy).isBetween(range.low(), range.high()));
    }

    @Test
    void aTemperatureIsFittedAndServed() throws IOException {
        VersionFolder version = trained("hot", "'calibration': 'temperature'", "{}", null);
        Evaluation.Calibration told = Objects.requireNonNull(version.evaluation().calibration());
        assertThat(version.manifest().schema()).isNotNull()
                .satisfies(schema -> assertThat(VersionFolder.JSON.writeValueAsString(schema.target()))
                        .contains("\"temperature\":" + told.temperature()));
        assertThat(told.after()).isEqualTo(pick(version));
        assertThat(told.before()).isNotEqualTo(told.after());
    }

    private static Map<String, Double> pick(VersionFolder version) {
        var test = new TreeMap<>(Objects.requireNonNull(version.evaluation().splits().get("test")));
        test.keySet().retainAll(Set.of("ece", "log_loss"));
        return test;
    }

    private static Gate.Outcome judged(VersionFolder version) {
        return Gate.judge(spec("", GATE), version.evaluation(), Comparison.of(version).orElse(null));
    }

    private static VersionFolder trained(String name, String gate, @Nullable VersionFolder against) throws IOException {
        return trained(name, "", gate, against);
    }

    private static VersionFolder trained(String name, String more, String gate, @Nullable VersionFolder against)
            throws IOException {
        return trained(people, name, spec(more, gate), against);
    }

    private static VersionFolder trained(Dataset data, String name, TrainSpec spec, @Nullable VersionFolder against)
            throws IOException {
        Path folder = directory.resolve("jobs").resolve(name);
        Workshop job = new Workshop(folder, spec, data);
        if (spec.gate().notWorseThan() != null) {
            VersionFolder.JSON.writeValue(folder.resolve("opponent.json"),
                    new Opponent("production", against == null ? null : 3, against == null ? null : against.path()));
        }
        job.run();
        return job.version();
    }

    private static TrainSpec spec(String more, String gate) {
        return Specs.with("{\"gate\": %s%s}".formatted(gate, more.isEmpty() ? "" : ", " + more).replace('\'', '"'));
    }
}
