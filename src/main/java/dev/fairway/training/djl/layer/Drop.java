package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.Dropout;
import java.util.Locale;

/**
 * Dropout (Srivastava et al. 2014).
 *
 * @param rate share of the units that is switched off in each training step
 */
public record Drop(double rate) implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return training && rate > 0 ? Dropout.dropout(input, (float) rate, true).singletonOrThrow() : input;
    }

    @Override
    public String expression(String input) {
        return String.format(Locale.ROOT, "torch.dropout(%s, %s, self.training)", input, rate);
    }
}
