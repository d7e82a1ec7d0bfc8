package dev.fairway.inference.codec;

import dev.fairway.feature.Vocabulary;
import dev.fairway.inference.engine.Tokenizer;

/** The vocabulary that a train job found, in the place of a tokenizer. */
record Words(Vocabulary.Lookup vocabulary, int maxLength) implements Tokenizer {

    @Override
    public Tokens encode(String text) {
        long[] numbers = vocabulary.encode(text, maxLength);
        return new Tokens(numbers, new long[numbers.length]);
    }

    @Override
    public long padding() {
        return Vocabulary.PADDING;
    }

    @Override
    public void close() {
        // a table on the heap
    }
}
