package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads sequences of vectors, (rows, tokens, inputs) to (rows, tokens, hidden), in one direction.
 *
 * <p>One direction only: libtorch wants the weights of a bidirectional network direction by direction, DJL gives them
 * weights first and biases last, so that libtorch takes a matrix for a bias, answers nonsense and corrupts the heap on
 * its way back. Two of these over a sequence and its reverse are the same thing and sound.
 *
 * @param kind which cells
 * @param weights per layer the matrices of input and state, then their biases, as libtorch orders them
 */
public record Recurrent(Kind kind, List<Weight> weights) implements Layer {

    /** The cells, by how many gates they have. */
    public enum Kind {
        /** Long short-term memory (Hochreiter and Schmidhuber 1997). */
        LSTM(4),
        /** Gated recurrent units (Cho et al. 2014, arXiv:1406.1078). */
        GRU(3);

        private final int gates;

        Kind(int gates) {
            this.gates = gates;
        }
    }

    /** libtorch's own initial weights: evenly within 1/√hidden. */
    public static Recurrent of(Weights weights, String name, Kind kind, Sizes sizes) {
        List<Weight> all = new ArrayList<>();
        double bound = 1 / Math.sqrt(sizes.hidden());
        long rows = (long) kind.gates * sizes.hidden();
        for (int layer = 0; layer < sizes.layers(); layer++) {
            int inputs = layer == 0 ? sizes.inputs() : sizes.hidden();
            String prefix = "%s_%d".formatted(name, layer);
            all.add(weights.uniform(prefix + "_input", Weight.Role.MATRIX, bound, rows, inputs));
            all.add(weights.uniform(prefix + "_state", Weight.Role.MATRIX, bound, rows, sizes.hidden()));
            all.add(weights.uniform(prefix + "_input_bias", Weight.Role.OFFSET, bound, rows));
            all.add(weights.uniform(prefix + "_state_bias", Weight.Role.OFFSET, bound, rows));
        }
        return new Recurrent(kind, List.copyOf(all));
    }

    /**
     * @param inputs width of a vector that goes in
     * @param hidden width of one that comes out
     */
    public record Sizes(int inputs, int hidden, int layers) {}

    @Override
    public NDArray forward(NDArray input, boolean training) {
        NDList parameters = new NDList(weights.stream().map(Weight::array).toList());
        PtNDArray state = (PtNDArray) input.getManager().zeros(new Shape(layers(), input.size(0), hidden()));
        PtNDArray vectors = (PtNDArray) input;
        return switch (kind) {
            case LSTM -> JniUtils
                    .lstm(vectors, new NDList(state, state.duplicate()), parameters, true, layers(), 0, training, false,
                            true)
                    .head();
            case GRU -> JniUtils.gru(vectors, state, parameters, true, layers(), 0, training, false, true).head();
        };
    }

    @Override
    public String script(Source source, String input) {
        String state = source
                .let("torch.new_zeros(%s, [%d, torch.size(%s, 0), %d])".formatted(input, layers(), input, hidden()));
        String parameters = weights.stream().map(weight -> "self." + weight.name()).collect(Collectors.joining(", "));
        String settings = "[%s], True, %d, 0.0, self.training, False, True".formatted(parameters, layers());
        return switch (kind) {
            case LSTM -> source.first("torch.lstm(%s, [%s, %s], %s)".formatted(input, state, state, settings), 3);
            case GRU -> source.first("torch.gru(%s, %s, %s)".formatted(input, state, settings), 2);
        };
    }

    private int layers() {
        return weights.size() / 4;
    }

    private long hidden() {
        return weights.get(1).array().size(1);
    }
}
