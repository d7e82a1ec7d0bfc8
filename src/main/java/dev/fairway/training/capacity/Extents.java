package dev.fairway.training.capacity;

import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.TextInput;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large a network is, near enough to know whether it fits.
 *
 * @param weights numbers that are learnt
 * @param activations numbers that one row becomes on its way through the network
 */
record Extents(long weights, long activations) {

    /** Largest vocabulary that a job has unless it says otherwise. */
    private static final long WORDS = 20_000;
    private static final long TOKENS = 256;
    private static final long KERNEL = 9;
    /** Bytes of an uploaded network that nobody has looked at. */
    private static final long UNKNOWN = 400_000_000;

    /**
     * @param input numbers of one row, or pixels of one image with all its colours
     * @param embedded weights of the embeddings of a table's columns
     * @param text what is seen of a text; null where none is read
     */
    static Extents of(Architecture architecture, long input, long embedded, @Nullable TextInput text) {
        return switch (architecture) {
            case Architecture.Mlp mlp -> maps(input, mlp.hidden()).and(embedded, 0);
            case Architecture.Autoencoder coder ->
                maps(input, coder.hidden()).twice().and(embedded + 2L * coder.code() * widest(coder.hidden()), input);
            case Architecture.Gan gan -> maps(input, gan.hidden()).twice().and(input * widest(gan.hidden()), input);
            case Architecture.Lenet net -> lenet(net, input);
            case Architecture.Resnet net -> resnet(net, input);
            case Architecture.Lstm net ->
                recurrent(4, net.embedding(), net.hidden(), net.layers(), net.bidirectional());
            case Architecture.Gru net -> recurrent(3, net.embedding(), net.hidden(), net.layers(), net.bidirectional());
            case Architecture.TransformerEncoder net ->
                transformer(net.width(), net.layers(), net.feedForward(), net.heads());
            case Architecture.TextGenerator net -> {
                long chances = text == null ? TOKENS * WORDS : (long) text.maxLength() * text.vocabulary();
                yield switch (net.core()) {
                    case TRANSFORMER ->
                        transformer(net.width(), net.layers(), 4L * net.width(), net.heads()).and(0, chances);
                    case LSTM ->
                        recurrent(4, net.width(), net.width(), net.layers(), false).and(WORDS * net.width(), chances);
                };
            }
            // Of somebody else's network the size is known, and what it makes of a row is taken to be much.
            case Architecture.Torchscript base ->
                new Extents(Objects.requireNonNullElse(base.bytes(), UNKNOWN) / Float.BYTES, 100 * input);
        };
    }

    private static Extents maps(long input, List<Integer> widths) {
        long weights = 0;
        long activations = input;
        long width = input;
        for (int hidden : widths) {
            weights += (width + 1) * hidden;
            activations += hidden;
            width = hidden;
        }
        return new Extents(weights, activations);
    }

    private static Extents lenet(Architecture.Lenet net, long input) {
        long most = widest(net.channels());
        // Each convolution is followed by a pooling that leaves a quarter of the places.
        Extents rest = maps(most * Math.max(1, input / 16), net.hidden());
        return rest.and(25 * most * most * net.channels().size(), 2 * input * most);
    }

    private static Extents resnet(Architecture.Resnet net, long input) {
        int stages = net.depth() == 18 ? 4 : 3;
        long widest = (long) net.width() << (stages - 1);
        // A stage has twice the filters of the one before on a quarter of its places, so the first is the largest.
        return new Extents(KERNEL * widest * widest * net.depth() / stages * 4 / 3,
                2L * net.depth() * net.width() * Math.max(1, input / 3));
    }

    private static Extents recurrent(int gates, long embedding, long hidden, int layers, boolean both) {
        long directions = both ? 2 : 1;
        long layer = gates * hidden * (Math.max(embedding, directions * hidden) + hidden + 2);
        return new Extents(WORDS * embedding + directions * layers * layer,
                TOKENS * (embedding + directions * layers * hidden * (gates + 2)));
    }

    private static Extents transformer(long width, int layers, long feedForward, long heads) {
        long layer = 4 * width * (width + 1) + 2 * width * (feedForward + 1);
        return new Extents(WORDS * width + layers * layer,
                TOKENS * layers * (8 * width + 2 * feedForward + 2 * heads * TOKENS));
    }

    private static long widest(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    private Extents twice() {
        return new Extents(2 * weights, 2 * activations);
    }

    private Extents and(long moreWeights, long moreActivations) {
        return new Extents(weights + moreWeights, activations + moreActivations);
    }
}
