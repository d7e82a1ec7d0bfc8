package dev.fairway.training.quality;

/** Looks at the columns of a table one after the other, so that they need not be in memory together. */
interface ColumnCheck {

    void look(ColumnValues column);

    /** All columns have been seen. */
    default void end() {}
}
