package dev.fairway.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Column;
import dev.fairway.feature.Rows;
import dev.fairway.training.TrainSpec.Split;
import dev.fairway.training.TrainSpec.Split.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionTests {

    private static final Split STRATIFIED = new Split(Method.STRATIFIED, 0.1, 0.2);
    /** One row in ten is of the second class, one in a hundred of the third. */
    private static final Truth.Classes CLASSES = new Truth.Classes(new Labels(List.of("a", "b", "c")),
            IntStream.range(0, 2_000).map(i -> i % 100 == 0 ? 2 : i % 10 == 1 ? 1 : 0).toArray());

    @Test
    void everyRowIsInExactlyOnePart() {
        Partition parts = Partition.of(CLASSES, STRATIFIED, 7);
        assertThat(parts.parts().values().stream().flatMapToInt(IntStream::of).sorted().toArray())
                .isEqualTo(IntStream.range(0, 2_000).toArray());
    }

    @Test
    void everyPartHasTheSizeAskedForAndItsShareOfEveryClass() {
        Partition parts = Partition.of(CLASSES, STRATIFIED, 7);
        assertThat(parts.test()).hasSize(400);
        assertThat(parts.validation()).hasSize(200);
        for (int[] rows : parts.parts().values()) {
            long[] counts = CLASSES.select(rows).counts();
            assertThat((double) counts[1] / rows.length).isCloseTo(0.1, within(0.005));
            assertThat((double) counts[2] / rows.length).isCloseTo(0.01, within(0.005));
        }
    }

    @Test
    void theSameSeedGivesTheSamePartsAndAnotherSeedOthers() {
        assertThat(Partition.of(CLASSES, STRATIFIED, 7).test()).isEqualTo(Partition.of(CLASSES, STRATIFIED, 7).test())
                .isNotEqualTo(Partition.of(CLASSES, STRATIFIED, 8).test());
    }

    @Test
    void aQuantityIsStratifiedByItsSize() {
        var truth = new Truth.Quantity(IntStream.range(0, 1_000).mapToDouble(i -> Math.exp(i / 100.0)).toArray());
        int[] test = Partition.of(truth, STRATIFIED, 7).test();
        assertThat(IntStream.of(test).filter(row -> row >= 900).count()).isEqualTo(20);
        assertThat(IntStream.of(test).filter(row -> row < 100).count()).isEqualTo(20);
    }

    @Test
    void theOnlyRowOfAClassIsLearntFrom() {
        var truth = new Truth.Classes(new Labels(List.of("a", "b")),
                IntStream.range(0, 100).map(i -> i / 99).toArray());
        assertThat(Partition.of(truth, STRATIFIED, 7).train()).contains(99);
    }

    @Test
    void aRandomSplitHasItsSharesToo() {
        Partition parts = Partition.of(CLASSES, new Split(Method.RANDOM, 0.3, 0.3), 7);
        assertThat(parts.parts().values().stream().map(rows -> rows.length)).containsExactly(800, 600, 600);
    }

    @Test
    void rowsOfAGroupStayTogether() {
        Column patients = words(i -> "p" + i % 97);
        Partition parts = Partition.of(CLASSES, patients, by(Method.GROUP), 7);
        assertThat(patients(parts.test())).doesNotContainAnyElementsOf(patients(parts.train()))
                .doesNotContainAnyElementsOf(patients(parts.validation()));
        assertThat(parts.test().length / 2_000.0).isCloseTo(0.2, within(0.02));
        assertThat(parts.validation().length / 2_000.0).isCloseTo(0.1, within(0.02));
    }

    @Test
    void whatIsLearntFromLiesBeforeTheTest() {
        Column.Numbers days = new Column.Numbers(IntStream.range(0, 2_000).mapToDouble(i -> -(i / 7)).toArray());
        Partition parts = Partition.of(CLASSES, days, by(Method.TIME), 7);
        assertThat(last(days, parts.train())).isLessThan(first(days, parts.validation()));
        assertThat(last(days, parts.validation())).isLessThan(first(days, parts.test()));
        assertThat(parts.test().length).isBetween(393, 400);
    }

    @Test
    void withoutAColumnTimeIsTheOrderOfRows() {
        Partition parts = Partition.of(CLASSES, by(Method.TIME), 7);
        assertThat(parts.test()).isEqualTo(IntStream.range(1_600, 2_000).toArray());
    }

    @Test
    void aColumnSaysWhereARowGoesAndChanceTheRest() {
        Column split = words(i -> i % 4 == 0 ? "Test" : "train");
        Partition parts = Partition.of(CLASSES, split, by(Method.COLUMN), 7);
        assertThat(IntStream.of(parts.test()).filter(row -> row % 4 == 0).count()).isEqualTo(500);
        assertThat(parts.validation()).hasSize(150);
        assertThatThrownBy(() -> Partition.of(CLASSES, words(_ -> "holdout"), by(Method.COLUMN), 7))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'holdout', which names no part");
    }

    @ParameterizedTest
    @EnumSource(value = Method.class, names = {"STRATIFIED", "RANDOM", "GROUP"})
    void everyRowIsInTheTestOfOneFold(Method method) {
        List<Partition> folds = Partition.folds(5, CLASSES, words(i -> "p" + i % 97), by(method), 7);
        assertThat(folds.stream().flatMapToInt(fold -> IntStream.of(fold.test())).sorted().toArray())
                .isEqualTo(IntStream.range(0, 2_000).toArray());
        assertThat(folds).allSatisfy(fold -> {
            assertThat(fold.test().length).isBetween(380, 420);
            assertThat(fold.validation().length).isBetween(140, 180);
            assertThat(fold.train()).doesNotContain(fold.test());
        });
    }

    @Test
    void foldsByTimeLearnFromAllThatLiesBefore() {
        List<Partition> folds = Partition.folds(4, CLASSES, null, by(Method.TIME), 7);
        assertThat(folds).extracting(fold -> fold.test()[0]).containsExactly(400, 800, 1_200, 1_600);
        assertThat(folds).extracting(fold -> fold.train().length).containsExactly(360, 720, 1_080, 1_440);
    }

    private static Split by(Method method) {
        return new Split(method, 0.1, 0.2, "key", null);
    }

    private static Column words(IntFunction<String> word) {
        return new Column.Words(IntStream.range(0, 2_000).mapToObj(word).toArray(String[]::new));
    }

    private static List<Integer> patients(int[] rows) {
        return IntStream.of(rows).map(row -> row % 97).distinct().boxed().toList();
    }

    private static double first(Column.Numbers days, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> days.values()[row]).min().orElseThrow();
    }

    private static double last(Column.Numbers days, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> days.values()[row]).max().orElseThrow();
    }

    @Test
    void whatWasTrueJustBeforeARowGoesByTimeNotByPlace() {
        Examples series = series(3, 1, 2);
        assertThat(((Truth.Classes) Objects.requireNonNull(series.before(new int[]{0, 2}))).indices())
                .containsExactly(2, 1);
    }

    @Test
    void nothingIsKnownToBeJustBeforeWhereMomentsAreShared() {
        assertThat(series(1, 2, 2, 3).before(new int[]{3})).isNull();
    }

    /** Of the classes 0, 1, 2…, at these times. */
    private static Examples series(double... times) {
        List<String> words = IntStream.range(0, times.length).mapToObj(Integer::toString).toList();
        Truth truth = new Truth.Classes(new Labels(words), IntStream.range(0, times.length).toArray());
        Rows none = new Rows(times.length, Map.of());
        return new Examples(none, none, truth, 0, new Column.Numbers(times));
    }
}
