package dev.fairway.training.capacity;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.ColumnSteps;
import dev.fairway.training.spec.ColumnSteps.Encoding;

/**
 * What a worker will take of memory, from the extents of its data set and its network.
 *
 * <p>It is an estimate on the upper side: the Java process with libtorch, the items as they are read, and for each weight
 * its gradient, the moments of the optimiser and the copies that are kept of the best epoch and for a checkpoint; then
 * what a step keeps of a batch for its way back.
 *
 * @param heap greatest Java heap of a worker in bytes; what lies there cannot become more
 */
public record MemoryEstimate(long heap) {

    private static final long MIB = 1 << 20;
    /** A worker that has read no row yet: JVM, libtorch and its code. */
    private static final long EMPTY = 320 * MIB;
    /** CUDA's context and libraries on a card. */
    private static final long CONTEXT = 600 * MIB;
    /** A value of a table as it is read, as a word or a number, and in the samples of its part. */
    private static final long BYTES_PER_CELL = 24;
    /** A pixel as it is read and as it is kept. */
    private static final long BYTES_PER_PIXEL = 2;
    /** A token's number. */
    private static final long BYTES_PER_TOKEN = 8;
    /** Weight, gradient, two moments, best, and the two snapshots that a checkpoint is made of. */
    private static final long BYTES_PER_WEIGHT = 7 * Float.BYTES;
    /** What a step keeps of an activation: its value, its gradient, what a normalisation and a dropout remember. */
    private static final long BYTES_PER_ACTIVATION = 4 * Float.BYTES;
    /** Width of the widest embedding of a column. */
    private static final long EMBEDDING = 32;
    private static final long TOKENS = 256;

    public Footprint of(TrainSpec spec, Dataset dataset) {
        Extents network = Extents.of(spec.architecture(), input(spec, dataset), embedded(spec, dataset),
                spec.preprocessing().text());
        long learnt = network.weights() * BYTES_PER_WEIGHT;
        long steps = network.activations() * spec.batchSize() * BYTES_PER_ACTIVATION;
        long java = Math.min(heap, dataset.rows() * item(spec, dataset) + 3 * network.weights() * Float.BYTES);
        return new Footprint(EMPTY + java + learnt + steps, CONTEXT + learnt + steps);
    }

    /** Bytes of one item in the Java heap. */
    private static long item(TrainSpec spec, Dataset dataset) {
        return switch (dataset.items()) {
            case null -> BYTES_PER_CELL * Math.max(1, dataset.columns().size())
                    + Float.BYTES * dataset.columns().stream().mapToLong(column -> numbers(spec, column)).sum();
            case ItemProfile.OfImages images -> BYTES_PER_PIXEL * pixels(images);
            case ItemProfile.OfTexts texts -> BYTES_PER_TOKEN * Math.min(TOKENS, texts.length().max());
        };
    }

    /** Numbers that the network reads of one item. */
    private static long input(TrainSpec spec, Dataset dataset) {
        return switch (dataset.items()) {
            case null -> dataset.columns()
                    .stream()
                    .mapToLong(c -> Math.max(numbers(spec, c), embeds(spec, c) ? Math.min(EMBEDDING, c.distinct()) : 0))
                    .sum();
            case ItemProfile.OfImages images -> pixels(images);
            case ItemProfile.OfTexts _ -> TOKENS;
        };
    }

    /** Numbers that a column of a table becomes. */
    private static long numbers(TrainSpec spec, ColumnProfile column) {
        ColumnSteps steps = spec.preprocessing().of(column.name());
        return switch (column.type()) {
            case NUMERIC -> 1;
            case CATEGORICAL, BOOLEAN, TEXT ->
                embeds(spec, column) ? 0 : Math.min(steps.maxCategories(), column.distinct());
            case TIME -> steps.dates() == null ? 0 : 2L * steps.dates().parts().size();
        };
    }

    private static boolean embeds(TrainSpec spec, ColumnProfile column) {
        return column.type() != ColumnType.NUMERIC
                && spec.preprocessing().of(column.name()).categorical() == Encoding.EMBEDDING;
    }

    private static long pixels(ItemProfile.OfImages images) {
        return images.channels()
                * images.sizes().stream().mapToLong(size -> (long) size.width() * size.height()).max().orElse(1);
    }

    private static long embedded(TrainSpec spec, Dataset dataset) {
        return dataset.columns()
                .stream()
                .filter(c -> embeds(spec, c))
                .mapToLong(c -> Math.min(c.distinct(), spec.preprocessing().of(c.name()).maxCategories()) * EMBEDDING)
                .sum();
    }
}
