package dev.fairway.training.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.DatePart;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Step;
import dev.fairway.feature.Step.Encode;
import dev.fairway.feature.Step.Scale;
import dev.fairway.feature.Task;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreprocessingFitTests {

    private static final TrainSpec.Steps STEPS = Specs.with("{}").preprocessing();

    @Test
    void aMissingNumberBecomesTheMedianAndTheScaleIsThatOfWhatTheNetworkSees() {
        assertThat(fit("x", new Column.Numbers(new double[]{1, 2, Double.NaN, 9})))
                .isEqualTo(new Scale("x", 2, 3.5, Math.sqrt((6.25 + 2.25 + 2.25 + 30.25) / 4)));
    }

    @Test
    void aColumnOfOneValueIsNotDividedByZero() {
        assertThat(fit("x", new Column.Numbers(new double[]{4, 4, 4}))).isEqualTo(new Scale("x", 4, 4, 1));
    }

    @Test
    void theMostFrequentWordsComeFirstAndMissingIsNoWord() {
        assertThat(fit("w", new Column.Words(new String[]{"b", "a", null, "c", "b"})))
                .isEqualTo(new Encode("w", List.of("b", "a", "c")));
    }

    @Test
    void rareWordsBeyondTheLimitAreUnknown() {
        TrainSpec.Steps two = Specs.with("{\"preprocessing\": {\"max_categories\": 2}}").preprocessing();
        assertThat(fit("w", new Column.Words(new String[]{"b", "a", "b", "c"}), two))
                .isEqualTo(new Encode("w", List.of("b", "a")));
    }

    /** The example of scikit-learn's SimpleImputer. */
    @Test
    void theMeanStandsForAMissingNumber() {
        assertThat(scale("{\"missing\": \"mean\"}", 2, Double.NaN, 5).imputed()).isEqualTo(3.5);
    }

    /** As scikit-learn's SimpleImputer: "if there is more than one such value, only the smallest is returned". */
    @Test
    void theModeIsTheLeastOfTheMostFrequentValues() {
        assertThat(scale("{\"missing\": \"mode\"}", 3, 9, 3, 1, 1, Double.NaN).imputed()).isEqualTo(1);
        assertThat(words("{\"missing\": \"mode\"}", "b", "c", "b", "c", null).imputed()).isEqualTo("b");
    }

    @Test
    void aConstantStandsForAMissingNumberAndIsNotClipped() {
        Scale scale = scale(
                "{\"missing\": {\"method\": \"constant\", \"constant\": \"-1\", \"indicator\": false}, \"clip\": {\"lower\": 0.25, \"upper\": 0.75}}",
                1, 2, 3, Double.NaN);
        assertThat(scale.imputed()).isEqualTo(-1);
        assertThat(scale.clip()).isEqualTo(new Step.Range(1.5, 2.5));
        assertThat(scale.centre()).as("of -1, 1.5, 2 and 2.5").isEqualTo(1.25);
    }

    @Test
    void aConstantWordCountsAsAWordWhereItStandsForMissingOnes() {
        assertThat(words("{\"missing\": {\"method\": \"constant\", \"constant\": \"none\", \"indicator\": false}}", "a",
                null, null).categories()).containsExactly("none", "a");
    }

    /** The example of scikit-learn's MinMaxScaler. */
    @Test
    void theLeastValueBecomesZeroAndTheGreatestOne() {
        Scale scale = scale("{\"numeric\": \"min_max\"}", 2, 6, 10, 18);
        assertThat(seen(scale, 2, 6, 10, 18)).containsExactly(0, 0.25f, 0.5f, 1);
    }

    /** The example of scikit-learn's RobustScaler, by column. */
    @Test
    void theMedianBecomesZeroAndTheDistanceOfTheQuartilesOne() {
        String robust = "{\"numeric\": \"robust\"}";
        assertThat(seen(scale(robust, 1, -2, 4), 1, -2, 4)).containsExactly(0, -1, 1);
        assertThat(seen(scale(robust, -2, 1, 1), -2, 1, 1)).containsExactly(-2, 0, 0);
        assertThat(seen(scale(robust, 2, 3, -2), 2, 3, -2)).containsExactly(0, 0.4f, -1.6f);
    }

    @Test
    void whereTheQuartilesAreEqualTheStandardDeviationScales() {
        assertThat(scale("{\"numeric\": \"robust\"}", 0, 0, 0, 0, 10)).isEqualTo(new Scale("x", 0, 0, 4));
    }

    @Test
    void numbersCanBeLeftAsTheyAre() {
        assertThat(scale("{\"numeric\": \"none\"}", 3, 5)).isEqualTo(new Scale("x", 4, 0, 1));
    }

    /** numpy.percentile([1, 2, 3, 4], [10, 90]) is [1.3, 3.7]: type 7 of Hyndman and Fan. */
    @Test
    void numbersAreCutToQuantilesBeforeAnythingIsMeasured() {
        Scale scale = scale("{\"clip\": {\"lower\": 0.1, \"upper\": 0.9}, \"numeric\": \"min_max\"}", 4, 1, 3, 2);
        assertThat(scale.clip()).isNotNull().satisfies(range -> {
            assertThat(range.lower()).isCloseTo(1.3, within(1e-12));
            assertThat(range.upper()).isCloseTo(3.7, within(1e-12));
        });
        assertThat(seen(scale, -100, 2.5, 100)).containsExactly(0, 0.5f, 1);
    }

    /** The example of infrequent categories in scikit-learn's user guide. */
    @Test
    void rareWordsShareACodeWithThoseNeverSeen() {
        String[] pets = new String[38];
        Arrays.fill(pets, 0, 5, "dog");
        Arrays.fill(pets, 5, 25, "cat");
        Arrays.fill(pets, 25, 35, "rabbit");
        Arrays.fill(pets, 35, 38, "snake");
        Step.OfWords step = words("{\"categorical\": \"one_hot\", \"rare\": {\"min_rows\": 6}}", pets);
        assertThat(step).isEqualTo(
                new Step.OneHot("x", List.of("cat", "rabbit"), List.of("dog", "snake"), null, Step.Missing.IMPUTED));
        assertThat(seen(step, "dog", "cat", "rabbit", "snake", "dragon")).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, 0,
                0, 1, 0, 0, 1);
    }

    @Test
    void whatIsRareIsToldByTheShareOfTheRowsWithAWord() {
        assertThat(words("{\"rare\": {\"min_share\": 0.4}}", "a", "a", "b", null, null, null).rare())
                .containsExactly("b");
        assertThat(words("{\"rare\": {\"min_share\": 0.3}}", "a", "a", "b", null, null, null).rare()).isEmpty();
    }

    @Test
    void missingValuesAreToldWhereTrainingHasSome() {
        String told = "{\"missing\": {\"method\": \"impute\", \"indicator\": true}}";
        assertThat(scale(told, 1, Double.NaN).missing()).isEqualTo(Step.Missing.TOLD);
        assertThat(scale(told, 1, 2).missing()).isEqualTo(Step.Missing.IMPUTED);
        assertThat(words(told, "a", null).missing()).isEqualTo(Step.Missing.TOLD);
    }

    @Test
    void partsOfMomentsAreScaledByWhatTrainingRowsHave() {
        Step.Dates dates = (Step.Dates) fit("{\"dates\": {\"parts\": [\"year\", \"month\"], \"cyclic\": false}}",
                ColumnType.TIME, new Column.Words(new String[]{"2019-03-01", "2021-05-01T10:00:00", null}));
        assertThat(dates.parts()).containsExactly(new Step.Dates.Scaled(DatePart.YEAR, 2020, 1),
                new Step.Dates.Scaled(DatePart.MONTH, 4, 1));
    }

    @Test
    void aYearDoesNotComeRound() {
        Step.Dates dates = (Step.Dates) fit("{\"dates\": {\"parts\": [\"year\", \"hour\"], \"cyclic\": true}}",
                ColumnType.TIME, new Column.Words(new String[]{"2020-03-01"}));
        assertThat(dates.parts()).containsExactly(new Step.Dates.Scaled(DatePart.YEAR, 2020, 1),
                new Step.Dates.Cyclic(DatePart.HOUR));
    }

    /** The last row is of the test part: neither its number nor its word may leave a trace. */
    @Test
    void onlyTrainingRowsAreFittedTo() {
        Rows rows = new Rows(4, Map.of("x", new Column.Numbers(new double[]{1, 2, 3, 1000})));
        Rows words = new Rows(4, Map.of("w", new Column.Words(new String[]{"a", "a", "b", "secret"})));
        Preprocessing numbers = prepared(rows, ColumnType.NUMERIC).preprocessing();
        assertThat(numbers.steps()).containsExactly(new Scale("x", 2, 2, Math.sqrt(2.0 / 3)));
        Prepared prepared = prepared(words, ColumnType.CATEGORICAL);
        assertThat(prepared.preprocessing().steps()).containsExactly(new Encode("w", List.of("a", "b")));
        assertThat(prepared.samples().get("test")).isNotNull()
                .satisfies(test -> assertThat(((Input.Longs) test.inputs().getLast()).values())
                        .containsExactly(Step.OfWords.UNKNOWN));
    }

    private static Prepared prepared(Rows rows, ColumnType type) {
        String column = rows.columns().keySet().iterator().next();
        ColumnPlan plan = new ColumnPlan(Task.REGRESSION, List.of(new Table.Selection(column, type)),
                new Table.Selection("y", ColumnType.NUMERIC), List.of(), List.of());
        Examples examples = new Examples(rows, new Rows(4, Map.of()), new Truth.Quantity(new double[]{1, 2, 3, 4}), 0);
        return Prepared.of(Specs.with("{}"), plan, examples,
                new Partition(new int[]{0, 1, 2}, new int[0], new int[]{3}));
    }

    private static Scale scale(String steps, double... values) {
        return (Scale) fit(steps, ColumnType.NUMERIC, new Column.Numbers(values));
    }

    private static Step.OfWords words(String steps, @Nullable String... values) {
        return (Step.OfWords) fit(steps, ColumnType.CATEGORICAL, new Column.Words(values));
    }

    private static float[] seen(Step step, double... values) {
        return seen(step, new Column.Numbers(values));
    }

    private static float[] seen(Step step, @Nullable String... values) {
        return seen(step, new Column.Words(values));
    }

    private static float[] seen(Step step, Column column) {
        Rows rows = new Rows(column.rows(), Map.of("x", column));
        return new Preprocessing(List.of(step)).fitted().apply(rows).getFirst().toFloats();
    }

    private static Step fit(String steps, ColumnType type, Column column) {
        TrainSpec.Steps asked = Specs.with("{\"preprocessing\": " + steps + "}").preprocessing();
        return PreprocessingFit
                .of(List.of(new Table.Selection("x", type)), new Rows(column.rows(), Map.of("x", column)), asked)
                .steps()
                .getFirst();
    }

    private static Step fit(String name, Column column) {
        return fit(name, column, STEPS);
    }

    private static Step fit(String name, Column column, TrainSpec.Steps steps) {
        ColumnType type = column instanceof Column.Numbers ? ColumnType.NUMERIC : ColumnType.CATEGORICAL;
        return PreprocessingFit
                .of(List.of(new Table.Selection(name, type)), new Rows(column.rows(), Map.of(name, column)), steps)
                .steps()
                .getFirst();
    }
}
