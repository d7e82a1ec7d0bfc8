package dev.fairway.inference.engine;

/** Cuts texts into the numbers that a network knows them by. It holds native memory until it is closed. */
public interface Tokenizer extends AutoCloseable {

    /** The tokens of one text, the special ones included, cut to the length that it was opened with. */
    Tokens encode(String text);

    /** Stands for no token where a text is shorter than its batch. */
    long padding();

    @Override
    void close();

    /**
     * @param ids number of each token in the vocabulary
     * @param types to which part of a pair each belongs
     */
    record Tokens(long[] ids, long[] types) {}
}
