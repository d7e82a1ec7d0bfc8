package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BinsTests {

    private final Bins.Intervals intervals = new Bins.Intervals(new double[]{0, 10, 20}, -5, 25);
    private final Bins.Categories categories = new Bins.Categories(List.of("a", "b"), List.of("x", "y"));

    @Test
    void anEdgeBelongsToTheBinBelowIt() {
        assertThat(intervals.index(0)).isZero();
        assertThat(intervals.index(-0.0)).isZero();
        assertThat(intervals.index(Math.nextUp(0.0))).isEqualTo(1);
        assertThat(intervals.index(10)).isEqualTo(1);
        assertThat(intervals.index(20)).isEqualTo(2);
        assertThat(intervals.index(20.5)).isEqualTo(3);
    }

    @Test
    void infiniteValuesAreCountedOutermost() {
        assertThat(intervals.index(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(intervals.index(Double.POSITIVE_INFINITY)).isEqualTo(3);
    }

    @Test
    void aMissingValueIsInNoBin() {
        assertThatIllegalArgumentException().isThrownBy(() -> intervals.index(Double.NaN));
    }

    @Test
    void findsTheBinThatCountingEdgesFinds() {
        Random random = new Random(3);
        double[] edges = random.doubles(9).sorted().toArray();
        Bins.Intervals bins = new Bins.Intervals(edges, 0, 1);
        double[] wrong = random.doubles(10_000, -0.1, 1.1)
                .filter(value -> bins.index(value) != Arrays.stream(edges).filter(edge -> edge < value).count())
                .toArray();
        assertThat(wrong).isEmpty();
    }

    @Test
    void theRangeOfTrainingIsWithinRange() {
        assertThat(intervals.outOfRange(-5)).isFalse();
        assertThat(intervals.outOfRange(25)).isFalse();
        assertThat(intervals.outOfRange(-5.1)).isTrue();
        assertThat(intervals.outOfRange(25.1)).isTrue();
    }

    @Test
    void edgesMustAscend() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bins.Intervals(new double[]{1, 1}, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bins.Intervals(new double[]{2, 1}, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bins.Intervals(new double[]{Double.NaN}, 0, 2));
    }

    @Test
    void wordsAreFoundAndUnknownOnesAreUnseen() {
        Bins.Lookup lookup = categories.lookup();
        assertThat(lookup.index("a")).isZero();
        assertThat(lookup.index("b")).isEqualTo(1);
        assertThat(lookup.index("y")).isEqualTo(categories.rareBin()).isEqualTo(2);
        assertThat(lookup.index("never")).isEqualTo(categories.unseenBin()).isEqualTo(3);
        assertThat(categories.size()).isEqualTo(4);
    }

    @Test
    void outliveTheirJson() {
        JsonMapper json = JsonMapper.shared();
        assertThat(json.readValue(json.writeValueAsString(categories), Bins.class)).isEqualTo(categories);
        assertThat(json.readValue(json.writeValueAsString(intervals), Bins.class)).usingRecursiveComparison()
                .isEqualTo(intervals);
    }
}
