package dev.fairway.dataset.load;

import dev.fairway.dataset.ImportSpec;
import dev.fairway.dataset.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads a file of one format into the table {@link RawColumn#TABLE}, its rows in their order. */
interface Loading {

    /**
     * @param file the only file that the sandbox lets it read
     * @return the columns in their order, by the names that the file or the spec gives them
     * @throws dev.fairway.contract.Refusal when the file is no table of that format
     */
    List<RawColumn> load(Sandbox sandbox, Path file, ImportSpec spec) throws IOException;
}
