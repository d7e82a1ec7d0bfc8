package dev.fairway.training.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.training.TrainSpec.Split;
import dev.fairway.training.examples.Partition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledTests {

    private static final Split SPLIT = new Split(Split.Method.STRATIFIED, 0.1, 0.2);

    @Test
    void whatTheLayoutKeepsForTheTestIsTheTest() {
        Labelled labelled = Labelled.of(100, i -> i % 2 == 0 ? "a" : "b", i -> i < 30 ? "test" : "train");
        Partition partition = labelled.partition(SPLIT, 7);
        assertThat(partition.test()).containsExactly(IntStream.range(0, 30).toArray());
        assertThat(partition.validation()).hasSize(7).doesNotContain(partition.test());
        assertThat(partition.train()).hasSize(63).doesNotContain(partition.test());
    }

    @Test
    void aLayoutWithoutSplitsIsDrawn() {
        Partition partition = Labelled.of(100, i -> i % 2 == 0 ? "a" : "b", _ -> null).partition(SPLIT, 7);
        assertThat(partition.test()).hasSize(20);
        assertThat(partition.validation()).hasSize(10);
    }

    @Test
    void aLayoutsOwnValidationIsKept() {
        Partition partition = Labelled.of(40, i -> i % 2 == 0 ? "a" : "b", i -> i < 10 ? "validation" : "train")
                .partition(SPLIT, 7);
        assertThat(partition.validation()).containsExactly(IntStream.range(0, 10).toArray());
        assertThat(partition.test()).hasSize(6);
    }

    @Test
    void itemsWithoutAClassAreLeftOut() {
        Labelled labelled = Labelled.of(10, i -> i < 4 ? null : "a", _ -> null);
        assertThat(labelled.items()).startsWith(4);
        assertThat(labelled.dropped()).isEqualTo(4);
    }
}
