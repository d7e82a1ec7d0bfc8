package dev.fairway.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.feature.Bins;
import dev.fairway.feature.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTallyTests {

    private static final Bins AGES = new Bins.Intervals(new double[]{30, 40}, 18, 70);
    private static final Bins JOBS = new Bins.Categories(List.of("clerk", "nurse"), List.of("smith"));

    private static FeatureCounts counts(Bins bins, Column column) {
        FeatureTally tally = FeatureTally.on(bins);
        tally.count(column, 0, column.rows());
        return tally.counts();
    }

    @Test
    void anEdgeBelongsToTheBinBelowIt() {
        assertThat(counts(AGES, new Column.Numbers(new double[]{30, 30.1, 40, 41})).bins()).containsExactly(1, 2, 1);
    }

    @Test
    void whatTrainingNeverSawIsInTheOuterBinsAndOutOfRange() {
        FeatureCounts counts = counts(AGES, new Column.Numbers(new double[]{17, 18, 70, 71, Double.POSITIVE_INFINITY}));
        assertThat(counts.bins()).containsExactly(2, 0, 3);
        assertThat(counts.below()).isEqualTo(1);
        assertThat(counts.above()).isEqualTo(2);
    }

    @Test
    void aMissingValueIsInNoBin() {
        FeatureCounts numbers = counts(AGES, new Column.Numbers(new double[]{Double.NaN, 20}));
        FeatureCounts words = counts(JOBS, new Column.Words(new String[]{null, "nurse"}));
        assertThat(List.of(numbers.missing(), numbers.present(), words.missing(), words.present())).containsOnly(1L);
    }

    @Test
    void rareAndUnseenWordsHaveABinEach() {
        assertThat(counts(JOBS, new Column.Words(new String[]{"clerk", "smith", "pilot", "pilot"})).bins())
                .containsExactly(1, 0, 1, 2);
    }

    @Test
    void countsOfOtherBinsDoNotAdd() {
        FeatureCounts jobs = counts(JOBS, new Column.Words(new String[]{"clerk"}));
        assertThatThrownBy(() -> FeatureTally.on(AGES).add(jobs)).hasMessageContaining("bins");
    }
}
