package dev.fairway.training.quality;

import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What is looked at: the rows that a job would learn from and be judged by, without their columns.
 *
 * @param units what the rows are, in words: rows, images or texts
 * @param dropped rows that are left out because they have no target
 * @param names what the caller knows a row by
 * @param stopped whether nobody waits for the report any more
 */
record Subject(
        TrainSpec spec,
        String units,
        Truth truth,
        Partition partition,
        int dropped,
        IntFunction<String> names,
        BooleanSupplier stopped) {

    int rows() {
        return truth.rows();
    }

    /** Some of the rows, which are looked at as if they were all. */
    Subject at(int[] rows) {
        int[] place = new int[rows()];
        Arrays.fill(place, -1);
        for (int i = 0; i < rows.length; i++) {
            place[rows[i]] = i;
        }
        Partition some = new Partition(places(partition.train(), place), places(partition.validation(), place),
                places(partition.test(), place));
        return new Subject(spec, units, truth.select(rows), some, dropped, row -> names.apply(rows[row]), stopped);
    }

    private static int[] places(int[] rows, int[] place) {
        return IntStream.of(rows).map(row -> place[row]).filter(at -> at >= 0).toArray();
    }

    /** @throws InspectionStopped when nobody waits for the report any more */
    void goOn() {
        if (stopped.getAsBoolean()) {
            throw new InspectionStopped();
        }
    }
}
