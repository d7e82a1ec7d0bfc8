package dev.fairway.training.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.training.TrainSpec.Split;
import dev.fairway.training.TrainSpec.Split.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
}
