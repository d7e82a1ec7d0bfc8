package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import java.util.stream.IntStream;

/**
 * Rows of a table that are learnt from without a target, so that others can be told from them. Where it is known which
 * rows are anomalies, none of them is learnt from, and the result is judged by them.
 */
record AnomalyCourse(TableCourse table) implements Course {

    static AnomalyCourse of(TrainSpec spec, Dataset dataset) {
        ColumnPlan plan = ColumnPlan.of(spec, dataset);
        Examples examples = Examples.unsupervised(plan, dataset);
        Partition partition = TableCourse.partition(spec, examples);
        return new AnomalyCourse(new TableCourse(spec, dataset, plan, examples, normal(partition, examples.truth())));
    }

    /** Anomalies are not learnt from, where it is known which they are. */
    static Partition normal(Partition partition, Truth truth) {
        int[] train = truth instanceof Truth.Anomalies(boolean[] anomalous, _)
                ? IntStream.of(partition.train()).filter(row -> !anomalous[row]).toArray()
                : partition.train();
        return new Partition(train, partition.validation(), partition.test());
    }

    @Override
    public String subject() {
        return "%d normal rows, %s".formatted(table.partition().train().length, table.subject());
    }

    @Override
    public Material prepare() {
        return table.prepare();
    }
}
