package dev.fairway.dataset.collect;

import dev.fairway.dataset.archive.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the folders of an archive are arranged, found out from the names of all its items before the first is read.
 *
 * <p>Where folders are called {@code train} and {@code test}, the folder below is the class, and what lies outside of
 * them is no item. Everywhere else the first folder in which the items differ is the class.
 */
final class Layout {

    private boolean split;
    private @Nullable List<String> common;
    private int deepest;

    /** Where an item lies. */
    record Place(@Nullable String split, String label) {}

    void see(Entry item) {
        List<String> folders = item.folders();
        split |= split(folders) >= 0;
        List<String> known = common;
        common = known == null ? folders : prefix(known, folders);
        deepest = Math.max(deepest, folders.size());
    }

    /** The class of an item that was seen, and its split; null when it lies beside the classes. */
    @Nullable
    Place of(Entry item) {
        List<String> folders = item.folders();
        if (split) {
            int at = split(folders);
            return at < 0 || at + 1 == folders.size() ? null
                    : new Place(Splits.ofFolder(folders.get(at)), folders.get(at + 1));
        }
        int shared = common == null ? 0 : common.size();
        // All in one folder: there is one class, and it is called so.
        int at = deepest == shared ? shared - 1 : shared;
        return at < 0 || at >= folders.size() ? null : new Place(null, folders.get(at));
    }

    /** Where the outermost folder is that is called as a split; -1 when none is. */
    private static int split(List<String> folders) {
        for (int i = 0; i < folders.size(); i++) {
            if (Splits.ofFolder(folders.get(i)) != null) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> prefix(List<String> a, List<String> b) {
        int length = 0;
        while (length < Math.min(a.size(), b.size()) && a.get(length).equals(b.get(length))) {
            length++;
        }
        return length == a.size() ? a : List.copyOf(a.subList(0, length));
    }
}
