package dev.fairway.training.quality.items;

import dev.fairway.training.quality.noise.SparseRow;
import dev.fairway.training.quality.noise.Vectors;
import java.util.List;

/** Images or texts in their order. Closing it closes what they are read from. */
public interface ItemSource extends AutoCloseable {

    int count();

    /** What its owner calls an item. */
    String name(int item);

    /** Equal items have equal ones. Cheap enough to be asked of every item. */
    long hash(int item);

    /** What {@link Seen#measures} are. */
    List<String> measures();

    /** How many items can be looked at in seconds. */
    int affordable();

    /** @throws dev.fairway.contract.Refusal when the item cannot be read */
    Seen look(int item);

    /** The vectors of items that were looked at, for a classifier. */
    Vectors vectors(List<SparseRow> rows);

    /** How well that classifier must tell the classes apart, from 0 to 1, for its doubts to be worth something. */
    double leastSkill();

    @Override
    void close();

    /**
     * What an item is like.
     *
     * @param measures a figure per name of {@link #measures}
     * @param blank whether there is nothing on it or in it
     * @param vector what a linear classifier may learn from
     */
    record Seen(double[] measures, boolean blank, SparseRow vector) {}
}
