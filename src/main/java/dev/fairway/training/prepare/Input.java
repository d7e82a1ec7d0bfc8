package dev.fairway.training.prepare;

import java.util.List;

/** One of the tensors that a network reads, row by row in a Java array, which is not copied. */
public sealed interface Input {

    /** Name of the network's argument. */
    String name();

    /** Extents of one row. */
    List<Integer> shape();

    /** Number of elements of all rows. */
    int length();

    /** The rows of the given numbers, in their order. */
    Input select(int[] rows);

    /** Number of elements of one row. */
    default int width() {
        return shape().stream().reduce(1, Math::multiplyExact);
    }

    /** Numbers as the network reads them. */
    record Floats(String name, List<Integer> shape, float[] values) implements Input {

        public Floats {
            shape = List.copyOf(shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Floats select(int[] rows) {
            float[] chosen = new float[rows.length * width()];
            copy(values, rows, chosen, width());
            return new Floats(name, shape, chosen);
        }
    }

    /** Indices of categories or tokens, or a mask. */
    record Longs(String name, List<Integer> shape, long[] values) implements Input {

        public Longs {
            shape = List.copyOf(shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Longs select(int[] rows) {
            long[] chosen = new long[rows.length * width()];
            copy(values, rows, chosen, width());
            return new Longs(name, shape, chosen);
        }
    }

    /**
     * Samples of images from 0 to 255, a quarter of what they would take as numbers. The network reads numbers: each
     * batch is scaled by libtorch.
     *
     * @param shape channels, height, width
     */
    record Bytes(String name, List<Integer> shape, byte[] values, Scaling scaling) implements Input {

        public Bytes {
            shape = List.copyOf(shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Bytes select(int[] rows) {
            byte[] chosen = new byte[rows.length * width()];
            copy(values, rows, chosen, width());
            return new Bytes(name, shape, chosen, scaling);
        }
    }

    /**
     * What a sample from 0 to 255 becomes: {@code (sample / 255 − mean) / std}, per channel, as
     * {@link dev.fairway.feature.ImageSteps} does it when serving.
     *
     * @param mean per channel, in 0…1; empty for nothing
     * @param std per channel, above 0; empty for nothing
     */
    record Scaling(List<Double> mean, List<Double> std) {

        public Scaling {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
        }
    }

    private static void copy(Object from, int[] rows, Object into, int width) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(from, rows[i] * width, into, i * width, width);
        }
    }
}
