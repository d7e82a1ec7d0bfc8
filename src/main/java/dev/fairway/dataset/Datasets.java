package dev.fairway.dataset;

import dev.fairway.contract.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The data sets that there are. */
public interface Datasets {

    Page<Dataset> list(Page.Request page);

    Optional<Dataset> find(String id);

    /**
     * Takes an upload in as a version of the named data set; the same bytes under the same name and spec are the
     * version that is already there.
     *
     * @throws dev.fairway.contract.Refusal when the bytes are no data set of that format; nothing is kept then
     * @throws IOException when they cannot be read from the caller or written to disk
     */
    Addition take(Upload upload) throws IOException;

    /** Takes a single file in, as {@link #take(Upload)}. */
    default Addition take(String name, ImportSpec spec, InputStream bytes) throws IOException {
        return take(new Upload(name, spec, List.of(new Part("file", () -> bytes)), false));
    }

    /** As {@link #take(Upload)}, for callers to whom it makes no difference whether the version was there already. */
    default Dataset add(String name, ImportSpec spec, InputStream bytes) throws IOException {
        return take(name, spec, bytes).dataset();
    }

    /** The uploads that are being taken in by this instance just now. */
    default List<Arrival> arrivals() {
        return List.of();
    }

    /** What is known of the quality of a data set without knowing what it is for. */
    QualityReport quality(Dataset dataset);

    /** Forgets a data set and deletes its rows; false when there is none of that id. */
    boolean delete(String id) throws IOException;

    /**
     * What somebody brings.
     *
     * @param parts the files, of which a table is a single one
     * @param append whether the rows follow those of the newest version of that name, which has the same columns
     */
    record Upload(String name, ImportSpec spec, List<Part> parts, boolean append) {

        public Upload {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One file that somebody brings.
     *
     * @param filename what its owner calls it
     */
    record Part(String filename, Content content) {}

    /** Opens the bytes of a file; asked once. */
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * The version that bytes became.
     *
     * @param created whether it was made of these bytes just now; false when it was there already
     */
    record Addition(Dataset dataset, boolean created) {}
}
