package dev.fairway.training.djl.layer;

/** A layer that is a single operation. */
public interface Step extends Layer {

    /** The operation as a TorchScript expression of its input. */
    String expression(String input);

    @Override
    default String script(Source source, String input) {
        return source.let(expression(input));
    }
}
