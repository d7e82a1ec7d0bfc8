package dev.fairway.dataset.collect;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.archive.Bundle;
import dev.fairway.dataset.archive.Entry;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files that lie in a folder per class. */
final class FolderCollecting implements Collecting {

    private final Set<String> extensions;
    private final String what;
    private final Reading reading;

    /**
     * @param extensions of the files that are items
     * @param what they are, in the plural
     */
    FolderCollecting(Set<String> extensions, String what, Reading reading) {
        this.extensions = extensions;
        this.what = what;
        this.reading = reading;
    }

    /** Looks at an item before it is kept. */
    interface Reading {

        /** The bytes to keep; null when the item is damaged. */
        byte @Nullable [] read(Entry item, @Nullable String split) throws IOException;
    }

    @Override
    public void collect(Bundle bundle, Shelf shelf) throws IOException {
        Layout layout = new Layout();
        bundle.each(entry -> {
            if (extensions.contains(entry.extension())) {
                layout.see(entry);
            }
        });
        bundle.each(entry -> {
            Layout.Place place = extensions.contains(entry.extension()) ? layout.of(entry) : null;
            if (place == null) {
                shelf.leftOut(entry.name());
            } else {
                put(entry, place, shelf);
            }
        });
        if (shelf.count() == 0 && shelf.damages() == 0) {
            throw Refusal.invalid("file",
                    "has no %s (%s) in a folder per class, such as train/cat/1.%s".formatted(what,
                            String.join(", ", extensions.stream().sorted().toList()),
                            extensions.stream().sorted().findFirst().orElseThrow()));
        }
    }

    private void put(Entry entry, Layout.Place place, Shelf shelf) throws IOException {
        byte[] item = reading.read(entry, place.split());
        if (item == null) {
            shelf.damaged(entry.name());
            return;
        }
        shelf.put(item, place.split());
        // Reviews without a verdict have a folder too, in IMDB's layout.
        shelf.describe(place.label().equals("unsup") ? null : place.label(), place.split(), entry.name());
    }
}
