package dev.fairway.inference.generation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a text went on.
 *
 * @param text what was added
 * @param promptTokens words of the prompt, those that the network does not know among them
 * @param tokens words that were added
 * @param finish why no more were
 * @param perplexity number of words that the network was as unsure among, on average, by its own chances; NaN for none
 * @param seconds how long it took
 */
public record Continuation(
        String text,
        int promptTokens,
        int tokens,
        Finish finish,
        double perplexity,
        double seconds) {

    public enum Finish {
        /** The text is at its end. */
        @JsonProperty("end")
        END,
        /** As many words as were asked for are there. */
        @JsonProperty("length")
        LENGTH,
        /** The time was up. */
        @JsonProperty("timeout")
        TIMEOUT
    }

    /**
     * One word as it comes.
     *
     * @param text the word with the space before it, if any
     * @param probability by the network's own chances
     */
    public record Piece(String text, double probability) {}
}
