package dev.fairway.training.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.QualityReport.Check;
import dev.fairway.dataset.QualityReport.Severity;
import dev.fairway.dataset.Table;
import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Task;
import dev.fairway.training.Specs;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan.LeftOut;
import dev.fairway.training.examples.ColumnPlan.Reason;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractObjectAssert;
import org.junit.jupiter.api.Test;

class DataChecksTests {

    private static final int ROWS = 600;

    private final SplittableRandom random = new SplittableRandom(5);
    private final double[] noise = random.doubles(ROWS).toArray();
    private final int[] coin = random.ints(ROWS, 0, 2).toArray();

    @Test
    void aHealthyTableHasNothingToComplainAbout() {
        QualityReport report = report(new Column.Numbers(noise), classes(coin));
        assertThat(report.passed()).isTrue();
        assertThat(report.checks()).extracting(Check::severity).containsOnly(Severity.INFO);
    }

    @Test
    void missingValuesAreCountedPerColumn() {
        double[] holes = IntStream.range(0, ROWS).mapToDouble(i -> i % 2 == 0 ? Double.NaN : noise[i]).toArray();
        assertFound(report(new Column.Numbers(holes), classes(coin)), "missing", Severity.WARNING)
                .returns("x", Check::column)
                .returns(0.5, Check::observed)
                .returns(0.3, Check::threshold);
    }

    @Test
    void repeatedRowsAndTestRowsThatWereLearntFromAreTold() {
        double[] few = IntStream.range(0, ROWS).mapToDouble(i -> i % 50).toArray();
        QualityReport report = report(new Column.Numbers(few), classes(coin));
        assertFound(report, "duplicates", Severity.WARNING);
        assertFound(report, "train_test_overlap", Severity.WARNING);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aColumnOfOneValueIsNamedAsLeftOut() {
        ColumnPlan plan = plan(Task.BINARY_CLASSIFICATION, new LeftOut("planet", Reason.CONSTANT));
        assertFound(report(plan, new Column.Numbers(noise), classes(coin)), "constant", Severity.WARNING)
                .returns("planet", Check::column);
    }

    @Test
    void aRareClassIsNamedWithItsRemedy() {
        int[] rare = IntStream.range(0, ROWS).map(i -> i % 100 == 0 ? 1 : 0).toArray();
        assertFound(report(new Column.Numbers(noise), classes(rare)), "label_imbalance", Severity.WARNING)
                .extracting(Check::message)
                .asString()
                .contains("6 of 600 rows are 'yes'", "weighted_cross_entropy");
    }

    @Test
    void aSingleClassIsAnError() {
        var one = new Truth.Classes(new Labels(List.of("no")), new int[ROWS]);
        assertFound(report(new Column.Numbers(noise), one), "label_imbalance", Severity.ERROR);
    }

    @Test
    void tooFewRowsAreAnError() {
        Column few = new Column.Numbers(noise).select(IntStream.range(0, 30).toArray());
        assertFound(report(few, classes(coin).select(IntStream.range(0, 30).toArray())), "rows", Severity.ERROR);
    }

    @Test
    void anExactCopyOfTheTargetIsAnError() {
        double[] copy = IntStream.of(coin).asDoubleStream().toArray();
        QualityReport report = report(new Column.Numbers(copy), classes(coin));
        assertThat(report.passed()).isFalse();
        assertFound(report, "target_leakage", Severity.ERROR).returns("x", Check::column).returns(1.0, Check::observed);
    }

    @Test
    void aCopyInOtherWordsIsAnErrorToo() {
        String[] words = IntStream.of(coin).mapToObj(i -> i == 1 ? "paid" : "owes").toArray(String[]::new);
        assertFound(report(new Column.Words(words), classes(coin)), "target_leakage", Severity.ERROR);
    }

    @Test
    void aMonotoneImageOfAQuantityIsAnError() {
        double[] image = IntStream.range(0, ROWS).mapToDouble(i -> Math.exp(-3 * noise[i])).toArray();
        assertFound(report(new Column.Numbers(image), new Truth.Quantity(noise)), "target_leakage", Severity.ERROR);
    }

    /** As strong as the best single column of the breast cancer data, which is known to be an honest one. */
    @Test
    void aColumnThatTellsMostIsNoError() {
        double[] strong = IntStream.range(0, ROWS).mapToDouble(i -> 3.2 * coin[i] + random.nextGaussian()).toArray();
        assertThat(report(new Column.Numbers(strong), classes(coin)).passed()).isTrue();
    }

    @Test
    void aColumnOfManyWordsDoesNotScoreByItsNumberOfWords() {
        String[] names = IntStream.range(0, ROWS).mapToObj(i -> "name" + i / 2).toArray(String[]::new);
        assertThat(report(new Column.Words(names), classes(coin)).passed()).isTrue();
    }

    private static AbstractObjectAssert<?, Check> assertFound(QualityReport report, String name, Severity severity) {
        return assertThat(report.checks()).filteredOn(c -> c.name().equals(name) && c.severity() == severity)
                .singleElement();
    }

    private static QualityReport report(Column x, Truth truth) {
        Task task = truth instanceof Truth.Classes ? Task.BINARY_CLASSIFICATION : Task.REGRESSION;
        return report(plan(task), x, truth);
    }

    private static QualityReport report(ColumnPlan plan, Column x, Truth truth) {
        TrainSpec spec = Specs.with("{}");
        Examples examples = new Examples(new Rows(truth.rows(), Map.of("x", x)), new Rows(truth.rows(), Map.of()),
                truth, 0);
        return DataChecks.of(spec, plan, examples, Partition.of(truth, spec.split(), spec.seed()));
    }

    private static ColumnPlan plan(Task task, LeftOut... leftOut) {
        return new ColumnPlan(task, List.of(new Table.Selection("x", ColumnType.NUMERIC)),
                new Table.Selection("y", ColumnType.CATEGORICAL), List.of(), List.of(leftOut));
    }

    private static Truth.Classes classes(int[] indices) {
        return new Truth.Classes(new Labels(List.of("no", "yes")), indices);
    }
}
