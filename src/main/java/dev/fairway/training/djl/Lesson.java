package dev.fairway.training.djl;

import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Variation;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learnt.
 *
 * @param variation what is made of the rows to learn from, epoch by epoch
 * @param validation the rows that decide which epoch is the best; null when there are none, then the last one is
 * @param scores metrics of the logits of the validation rows, by name
 */
public record Lesson(
        TrainSpec spec,
        NetworkShape shape,
        Samples train,
        Variation variation,
        @Nullable Samples validation,
        Function<float[], Map<String, Double>> scores) {

    /** Steps of nearly equal size, because a last one of a single row has no variance to be normalised by. */
    int steps() {
        int wanted = Math.ceilDiv(train.rows(), spec.batchSize());
        return Math.clamp(wanted, 1, Math.max(1, train.rows() / 2));
    }
}
