package dev.fairway.training.quality.items;

import dev.fairway.dataset.Texts;
import dev.fairway.training.quality.noise.SparseRow;
import dev.fairway.training.quality.noise.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Texts, known by their words: those that differ in case, spaces and marks alone are the same. A word is a run of letters
 * and digits.
 */
public final class TextItems implements ItemSource {

    /** Texts whose words are counted in a few seconds. */
    private static final int MOST = 50_000;
    private static final int WIDTH = 1 << 15;
    private static final long PRIME = 0x100000001b3L;
    private static final long BASIS = 0xcbf29ce484222325L;

    private final int count;
    private final IntFunction<String> texts;
    private final IntFunction<String> names;
    private final Runnable close;

    private TextItems(int count, IntFunction<String> texts, IntFunction<String> names, Runnable close) {
        this.count = count;
        this.texts = texts;
        this.names = names;
        this.close = close;
    }

    public static TextItems of(Texts texts) {
        return new TextItems(texts.count(), texts::text, texts::file, texts::close);
    }

    /**
     * Texts from anywhere.
     *
     * @param texts asked for in their order, and again from the first on
     * @param names what the caller knows a text by
     */
    public static TextItems of(int count, IntFunction<String> texts, IntFunction<String> names) {
        return new TextItems(count, texts, names, () -> {});
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public String name(int item) {
        return names.apply(item);
    }

    /** Of the words in their order. */
    @Override
    public long hash(int item) {
        long hash = BASIS;
        for (long word : words(texts.apply(item))) {
            hash = (hash ^ word) * PRIME;
        }
        return hash;
    }

    @Override
    public List<String> measures() {
        return List.of("words");
    }

    @Override
    public int affordable() {
        return MOST;
    }

    @Override
    public Seen look(int item) {
        long[] words = words(texts.apply(item));
        int[] places = Arrays.stream(words).mapToInt(word -> (int) (word >>> 49)).distinct().toArray();
        float[] values = new float[places.length];
        Arrays.fill(values, (float) (1 / Math.sqrt(Math.max(1, places.length))));
        return new Seen(new double[]{words.length}, words.length == 0, new SparseRow(places, values));
    }

    @Override
    public Vectors vectors(List<SparseRow> rows) {
        return new Vectors(rows, WIDTH, Vectors.SPARSE);
    }

    @Override
    public double leastSkill() {
        return 0;
    }

    @Override
    public void close() {
        close.run();
    }

    /** A hash of each word, whose upper bits are as good as the lower ones. */
    private static long[] words(String text) {
        LongStream.Builder words = LongStream.builder();
        long hash = BASIS;
        boolean within = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                hash = (hash ^ Character.toLowerCase(c)) * PRIME;
                within = true;
            } else if (within) {
                words.add((hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L);
                hash = BASIS;
                within = false;
            }
        }
        return words.build().toArray();
    }
}
