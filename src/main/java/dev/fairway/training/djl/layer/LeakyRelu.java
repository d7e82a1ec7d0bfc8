package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Locale;

/** {@code x} above 0 and a share of it below, so that no unit falls silent (Maas, Hannun and Ng 2013). */
public record LeakyRelu(double slope) implements Step {

    @Override
    public NDArray forward(NDArray input, boolean training) {
        return Activation.leakyRelu(input, (float) slope);
    }

    @Override
    public String expression(String input) {
        return String.format(Locale.ROOT, "torch.leaky_relu(%s, %s)", input, slope);
    }
}
