package dev.fairway.dataset;

import dev.fairway.contract.Page;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The data sets that there are. */
public interface Datasets {

    Page<Dataset> list(Page.Request page);

    Optional<Dataset> find(String id);

    /**
     * Takes the bytes in as a version of the named data set; the same bytes under the same name and spec are the
     * version that is already there.
     *
     * @throws dev.fairway.contract.Refusal when the bytes are no table of that format; nothing is kept then
     * @throws IOException when they cannot be read from the caller or written to disk
     */
    Addition take(String name, ImportSpec spec, InputStream bytes) throws IOException;

    /** As {@link #take}, for callers to whom it makes no difference whether the version was there already. */
    default Dataset add(String name, ImportSpec spec, InputStream bytes) throws IOException {
        return take(name, spec, bytes).dataset();
    }

    /** What is known of the quality of a data set without knowing what it is for. */
    QualityReport quality(Dataset dataset);

    /** Forgets a data set and deletes its rows; false when there is none of that id. */
    boolean delete(String id) throws IOException;

    /**
     * The version that bytes became.
     *
     * @param created whether it was made of these bytes just now; false when it was there already
     */
    record Addition(Dataset dataset, boolean created) {}
}
