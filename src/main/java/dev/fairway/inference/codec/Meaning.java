package dev.fairway.inference.codec;

import dev.fairway.feature.Target;
import dev.fairway.inference.Output;
import dev.fairway.inference.queue.ModelFailed;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs of an image or text network mean.
 *
 * @param target what its first output predicts; null where callers get the tensors as they are
 * @param outputs the tensors that the network gives; what is known of them
 */
record Meaning(@Nullable Target target, List<TensorSpec> outputs) {

    /** What callers get. */
    List<TensorSpec> specs() {
        return target == null ? outputs : specs(target);
    }

    /** What is told of a prediction of the target. */
    static List<TensorSpec> specs(Target target) {
        List<Integer> rows = List.of(TensorSpec.ANY);
        return switch (target) {
            case Target.Classes classes -> List.of(new TensorSpec("label", DataType.BYTES, rows),
                    new TensorSpec("score", DataType.FP32, rows),
                    new TensorSpec("probabilities", DataType.FP32, List.of(TensorSpec.ANY, classes.labels().size())));
            case Target.Quantity _ -> List.of(new TensorSpec("value", DataType.FP64, rows));
            case Target.Anomaly _ ->
                List.of(new TensorSpec("score", DataType.FP64, rows), new TensorSpec("anomaly", DataType.BOOL, rows));
        };
    }

    Output of(List<Tensor> given) {
        if (target == null) {
            return new Output.Tensors(given);
        }
        Tensor first = given.getFirst();
        Output said = new Output.Predicted(target.predictions(first));
        if (NotFinite.row(first) >= 0) {
            throw new ModelFailed(new ArithmeticException("the output is not finite"));
        }
        return said;
    }
}
