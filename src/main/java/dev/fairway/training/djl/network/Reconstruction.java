package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Source;
import java.util.List;

/** Rows as a network reads them and says them back, and how far the one is from the other. */
interface Reconstruction {

    static Reconstruction of(Weights weights, Extents extents) {
        return switch (extents) {
            case Extents.Table table -> new TableReconstruction(table, Columns.of(weights, table));
            case Extents.Image image -> new ImageReconstruction(image);
            case Extents.Text _ -> throw new IllegalArgumentException("texts are not said back");
        };
    }

    /** Width of a row that is read. */
    int read();

    /** Width of a row that is said. */
    int said();

    /** Of shape (rows, {@link #read}). */
    NDArray input(Batch batch, boolean training);

    String input(Source source);

    /** The arguments of a script. */
    List<String> inputs();

    /**
     * The error of each row, of shape (rows, 1).
     *
     * @param said of shape (rows, {@link #said})
     */
    NDArray error(Batch batch, NDArray said);

    String error(Source source, String said);

    List<Weight> weights();
}
