package dev.fairway.inference.generation;

/** Puts words and marks together as they are written: the vocabulary keeps no spaces. */
final class Spacing {

    private static final String LEANS_LEFT = ",.!?;:)]}%'’”…";
    private static final String LEANS_RIGHT = "([{#$€£“‘";

    private String before;

    /** @param before the text that is gone on with */
    Spacing(String before) {
        this.before = before;
    }

    /** The next word with the space that belongs before it, if any. */
    String next(String word) {
        boolean apart = !before.isEmpty() && !Character.isWhitespace(before.charAt(before.length() - 1))
                && LEANS_RIGHT.indexOf(before.codePointBefore(before.length())) < 0
                && LEANS_LEFT.indexOf(word.codePointAt(0)) < 0;
        before = word;
        return apart ? " " + word : word;
    }
}
