package dev.fairway.dataset.collect;

import dev.fairway.dataset.archive.Bundle;
import java.io.IOException;

/** Takes the items of one format out of an upload. */
interface Collecting {

    /**
     * Puts every item on the shelf and says of each, in the same order, what it is.
     *
     * @throws dev.fairway.contract.Refusal when the upload is not of that format
     */
    void collect(Bundle bundle, Shelf shelf) throws IOException;
}
