package dev.fairway.training.texts;

import dev.fairway.feature.TextSteps;
import dev.fairway.feature.Vocabulary;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.spec.TextInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as a network reads them that is to go on with them: the words of each between two boundaries, in pieces where they
 * are longer than the network reads. A piece begins with the last word of the one before, so that each word is foretold
 * once.
 *
 * @param steps what is done to a text, in training and when serving
 * @param vocabulary the words that have a number, the boundary first
 * @param inputs the numbers of the words of each part's pieces, and which of them are padding
 */
public record PreparedSequences(TextSteps steps, Vocabulary vocabulary, Map<String, List<Input>> inputs) {

    public static PreparedSequences of(TextExamples examples, TextInput input, Partition partition) {
        VocabularyFit.Fitted fitted = VocabularyFit.of(examples.train(partition), input);
        List<String> words = new ArrayList<>(List.of(Vocabulary.BOUNDARY));
        words.addAll(fitted.vocabulary().words());
        Vocabulary vocabulary = new Vocabulary(input.lowerCase(), words, Vocabulary.BOUNDARY);
        int length = Math.max(2, Math.min(input.maxLength(), fitted.longest() + 2));
        Vocabulary.Lookup lookup = vocabulary.lookup();
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        partition.parts()
                .forEach((part, rows) -> inputs.put(part, inputs(examples.select(rows).texts(), lookup, length)));
        return new PreparedSequences(new TextSteps(length, false, List.of(TextSteps.IDS, TextSteps.MASK)), vocabulary,
                inputs);
    }

    private static List<Input> inputs(String[] texts, Vocabulary.Lookup lookup, int length) {
        List<long[]> pieces = new ArrayList<>();
        for (String text : texts) {
            pieces(lookup.encode(text, Integer.MAX_VALUE), length, pieces);
        }
        long[] ids = new long[Math.multiplyExact(pieces.size(), length)];
        long[] mask = new long[ids.length];
        for (int row = 0; row < pieces.size(); row++) {
            long[] piece = pieces.get(row);
            System.arraycopy(piece, 0, ids, row * length, piece.length);
            Arrays.fill(mask, row * length, row * length + piece.length, 1);
        }
        return List.of(new Input.Longs(TextSteps.IDS, List.of(length), ids),
                new Input.Longs(TextSteps.MASK, List.of(length), mask));
    }

    /** The boundary comes first; behind the last word it is added. */
    private static void pieces(long[] begun, int length, List<long[]> pieces) {
        long[] text = Arrays.copyOf(begun, begun.length + 1);
        text[begun.length] = begun[0];
        for (int from = 0; from < text.length - 1; from += length - 1) {
            pieces.add(Arrays.copyOfRange(text, from, Math.min(text.length, from + length)));
        }
    }

    /** Pieces of a part. */
    public int rows(String part) {
        Input.Longs ids = (Input.Longs) inputs.getOrDefault(part, List.of()).getFirst();
        return ids.length() / ids.width();
    }
}
