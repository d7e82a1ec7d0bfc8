package dev.fairway.feature;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The words that a text model knows, and how a text is cut into them: runs of letters and digits, with apostrophes
 * between them, are words; any other visible character, and each ideograph, is one of its own. Markup such as
 * {@code <br />} is left out.
 *
 * @param lowerCase whether texts are brought to lower case first
 * @param words the words that have a number of their own, which is their place here + {@value #FIRST}
 * @param boundary the word that stands before and behind each text, for a model that goes on with texts; null for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Vocabulary(boolean lowerCase, List<String> words, @Nullable String boundary) {

    /** No text is cut into this word. */
    public static final String BOUNDARY = "<boundary>";

    /** Stands for no word, behind the end of a text. */
    public static final long PADDING = 0;
    /** Stands for every word that is not known. */
    public static final long UNKNOWN = 1;
    /** The number of the first word. */
    public static final int FIRST = 2;

    private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]{0,100}>");

    public Vocabulary {
        words = List.copyOf(words);
        if (boundary != null && !words.contains(boundary)) {
            throw new IllegalArgumentException("the boundary must be one of the words");
        }
    }

    /** Of texts that are read and not gone on with. */
    public Vocabulary(boolean lowerCase, List<String> words) {
        this(lowerCase, words, null);
    }

    /** The word of a number; null for {@link #PADDING} and {@link #UNKNOWN}, which stand for none. */
    public @Nullable String word(int number) {
        return number < FIRST ? null : words.get(number - FIRST);
    }

    /** Number of different numbers. */
    public int size() {
        return words.size() + FIRST;
    }

    /** Cuts a text into words, known or not. */
    public static List<String> split(String text, boolean lowerCase) {
        String plain = MARKUP.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll(" ");
        return new Cut(lowerCase ? plain.toLowerCase(Locale.ROOT) : plain).words();
    }

    /** Makes the table that finds the number of a word: made once, asked many times by many threads. */
    public Lookup lookup() {
        return new Lookup(this);
    }

    /** Finds the numbers of words. */
    public static final class Lookup {

        private final boolean lowerCase;
        private final Map<String, Long> numbers;
        private final @Nullable String boundary;

        private Lookup(Vocabulary vocabulary) {
            boundary = vocabulary.boundary;
            lowerCase = vocabulary.lowerCase;
            numbers = HashMap.newHashMap(vocabulary.words.size());
            for (String word : vocabulary.words) {
                numbers.put(word, (long) numbers.size() + FIRST);
            }
        }

        /**
         * The numbers of a text's words, cut to a length; that of the unknown word where there are none. Where texts have
         * a boundary it comes first, and the last words are the ones that are kept.
         */
        public long[] encode(String text, int maxLength) {
            List<String> words = split(text, lowerCase);
            if (boundary != null) {
                LongStream all = LongStream.concat(LongStream.of(number(boundary)),
                        words.stream().mapToLong(this::number));
                return all.skip(Math.max(0, words.size() + 1 - maxLength)).toArray();
            }
            long[] encoded = words.stream().limit(maxLength).mapToLong(this::number).toArray();
            return encoded.length == 0 ? new long[]{UNKNOWN} : encoded;
        }

        private long number(String word) {
            return Objects.requireNonNullElse(numbers.get(word), UNKNOWN);
        }
    }

    /** One text on its way into words. */
    private static final class Cut {

        private final String text;
        private final List<String> words = new ArrayList<>();
        private int start;

        Cut(String text) {
            this.text = text;
        }

        List<String> words() {
            for (int at = 0; at < text.length();) {
                int point = text.codePointAt(at);
                int next = at + Character.charCount(point);
                if (!belongsToWord(point, next)) {
                    add(start, at);
                    start = next;
                    if (!Character.isWhitespace(point) && !Character.isISOControl(point)) {
                        add(at, next);
                    }
                }
                at = next;
            }
            add(start, text.length());
            return words;
        }

        private boolean belongsToWord(int point, int next) {
            if (point == '\'') {
                return next - 1 > start && next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
            }
            boolean letter = Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK;
            return letter && !Character.isIdeographic(point);
        }

        private void add(int from, int to) {
            if (to > from) {
                words.add(text.substring(from, to));
            }
        }
    }
}
