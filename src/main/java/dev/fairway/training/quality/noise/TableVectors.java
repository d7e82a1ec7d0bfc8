package dev.fairway.training.quality.noise;

import dev.fairway.feature.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as vectors for a linear classifier, made column by column. A number is there in units of its deviation
 * and as the tenth of the rows that it lies in, so that what is linear and what is not can be learnt; a word is a place
 * that is found by its hash (Weinberger et al. 2009, arXiv:0902.2206).
 */
public final class TableVectors {

    private static final int WORDS = 4_096;
    private static final int BINS = 10;
    /** Of a number: itself, and the bins. A missing one has neither. */
    private static final int PLACES = 1 + BINS;
    private static final double FARTHEST = 4;

    private final List<SparseRow> rows;
    private int width = WORDS;

    public TableVectors(int count) {
        this.rows = new ArrayList<>(Collections.nCopies(count, new SparseRow(new int[0], new float[0])));
    }

    public void add(String name, Column column) {
        switch (column) {
            case Column.Numbers(double[] values) -> numbers(values);
            case Column.Words words -> words(name, words.values());
        }
    }

    private void numbers(double[] values) {
        double[] sorted = DoubleStream.of(values).filter(Double::isFinite).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        double[] edges = new double[BINS - 1];
        Arrays.setAll(edges, i -> sorted.length == 0 ? 0 : sorted[(int) ((i + 1L) * sorted.length / BINS)]);
        for (int row = 0; row < values.length; row++) {
            if (Double.isFinite(values[row])) {
                double scaled = deviation > 0 ? (values[row] - mean) / deviation : 0;
                rows.set(row,
                        rows.get(row)
                                .with(width, (float) Math.clamp(scaled, -FARTHEST, FARTHEST))
                                .with(width + 1 + bin(edges, values[row]), 1));
            }
        }
        width += PLACES;
    }

    private static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value >= edges[bin]) {
            bin++;
        }
        return bin;
    }

    private void words(String name, @Nullable String[] words) {
        for (int row = 0; row < words.length; row++) {
            int hash = 31 * name.hashCode() + String.valueOf(words[row]).hashCode();
            rows.set(row, rows.get(row).with(Math.floorMod(hash * 0x9e3779b9, WORDS), 1));
        }
    }

    public Vectors vectors() {
        return new Vectors(rows, width, Vectors.SPARSE);
    }
}
