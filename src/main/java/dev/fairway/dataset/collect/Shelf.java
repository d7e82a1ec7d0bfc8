package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.ItemProfile.ClassCount;
import dev.fairway.dataset.items.ItemWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where items go as they are read, and what is known of each. */
final class Shelf implements AutoCloseable {

    /** More folders than this are no classes. */
    private static final int MOST_CLASSES = 10_000;
    private static final int NAMED = 20;

    private final ItemWriter items;
    private final BufferedWriter rows;
    private final Runnable onEach;
    private final Map<Key, Long> counts = new TreeMap<>();
    private final Repetition repetition = new Repetition();
    private final List<String> damaged = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private long put;
    private long described;
    private long damages;
    private long omissions;

    /**
     * @param folder where the items go
     * @param table where a CSV of the rows goes, with a header
     * @param onEach called after each item
     */
    Shelf(Path folder, Path table, Runnable onEach) throws IOException {
        this.onEach = onEach;
        items = new ItemWriter(folder);
        rows = Files.newBufferedWriter(table);
        rows.write("label,split,file\n");
    }

    private record Key(String split, String label) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::split).thenComparing(Key::label).compare(this, other);
        }
    }

    /** Puts an item at the end. */
    void put(byte[] item, @Nullable String split) throws IOException {
        items.add(item);
        repetition.see(item, split);
        put++;
        onEach.run();
    }

    /** Says what the first item is of which that was not said yet. */
    void describe(@Nullable String label, @Nullable String split, String file) throws IOException {
        described++;
        rows.write(quoted(label) + "," + quoted(split) + "," + quoted(file) + "\n");
        counts.merge(new Key(split == null ? "" : split, label == null ? "" : label), 1L, Long::sum);
        if (counts.size() > MOST_CLASSES) {
            throw Refusal.invalid("file",
                    "has more than %d classes; each folder is taken for one".formatted(MOST_CLASSES));
        }
    }

    /** Notes an item that cannot be read and is not put. */
    void damaged(String file) {
        damages++;
        note(damaged, file);
    }

    /** Notes a file that is no item. */
    void leftOut(String file) {
        omissions++;
        note(leftOut, file);
    }

    private static void note(List<String> names, String name) {
        if (names.size() < NAMED) {
            names.add(name);
        }
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
    }

    /** Items of each class, by split and label. */
    List<ClassCount> classes() {
        return counts.entrySet()
                .stream()
                .map(e -> new ClassCount(e.getKey().label().isEmpty() ? null : e.getKey().label(),
                        e.getKey().split().isEmpty() ? null : e.getKey().split(), e.getValue()))
                .toList();
    }

    long count() {
        if (put != described) {
            throw new IllegalStateException("%d items were put and %d described".formatted(put, described));
        }
        return put;
    }

    Repetition repetition() {
        return repetition;
    }

    /** The first names of the items that cannot be read. */
    List<String> damaged() {
        return damaged;
    }

    long damages() {
        return damages;
    }

    /** The first names of the files that are no items. */
    List<String> leftOut() {
        return leftOut;
    }

    long omissions() {
        return omissions;
    }

    /** Writes what is held back, so that the files can be read. */
    void flush() throws IOException {
        items.flush();
        rows.flush();
    }

    @Override
    public void close() throws IOException {
        try (items; rows) {
            flush();
        }
    }
}
