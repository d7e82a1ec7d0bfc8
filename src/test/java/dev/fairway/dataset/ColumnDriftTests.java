package dev.fairway.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.ColumnDrift.Move;
import dev.fairway.feature.Column;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnDriftTests {

    private static final int ROWS = 2_000;

    private final SplittableRandom random = new SplittableRandom(5);
    private final ColumnDrift drift = new ColumnDrift();

    @Test
    void rowsOfOneDistributionAreNoDrift() {
        for (int c = 0; c < 30; c++) {
            drift.add("x" + c, numbers(0), numbers(0));
        }
        assertThat(drift.moves(0.1)).noneMatch(Move::drifted).allMatch(move -> move.score() < 0.05);
    }

    @Test
    void numbersThatMovedAreDriftAndTheirFiguresAreTold() {
        drift.add("still", numbers(0), numbers(0));
        drift.add("moved", numbers(0), numbers(1));
        Move moved = drift.moves(0.1).getLast();
        assertThat(moved.drifted()).isTrue();
        // Of two normal distributions one deviation apart the index is 1; bins lose a little of it.
        assertThat(moved.score()).isBetween(0.8, 1.05);
        assertThat(moved.threshold()).isEqualTo(0.1);
        assertThat(moved.rows()).isEqualTo(ROWS);
        assertThat(drift.moves(0.1).getFirst().drifted()).isFalse();
    }

    @Test
    void wordsThatWereNeverSeenAreDrift() {
        drift.add("w", words("a", "b"), words("a", "c"));
        assertThat(drift.moves(0.1).getFirst().drifted()).isTrue();
    }

    @Test
    void valuesThatComeToBeMissingAreDrift() {
        double[] gaps = IntStream.range(0, ROWS)
                .mapToDouble(i -> i % 3 == 0 ? Double.NaN : random.nextGaussian())
                .toArray();
        drift.add("x", numbers(0), new Column.Numbers(gaps));
        assertThat(drift.moves(0.1).getFirst().drifted()).isTrue();
    }

    @Test
    void aFewRowsAreNotJudged() {
        drift.add("x", numbers(0), numbers(3).select(IntStream.range(0, 50).toArray()));
        assertThat(drift.moves(0.1).getFirst().drifted()).isFalse();
    }

    private Column.Numbers numbers(double mean) {
        return new Column.Numbers(random.doubles(ROWS).map(_ -> mean + random.nextGaussian()).toArray());
    }

    private Column words(String... words) {
        return new Column.Words(random.ints(ROWS, 0, words.length).mapToObj(i -> words[i]).toArray(String[]::new));
    }
}
