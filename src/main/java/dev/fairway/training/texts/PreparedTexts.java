package dev.fairway.training.texts;

import dev.fairway.feature.TextSteps;
import dev.fairway.feature.Vocabulary;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.spec.TextInput;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as a network reads them, in the words of the training texts alone.
 *
 * @param steps what is done to a text, in training and when serving
 * @param vocabulary the words that have a number
 * @param inputs the numbers of each part's words, and which of them are padding
 */
public record PreparedTexts(TextSteps steps, Vocabulary vocabulary, Map<String, List<Input>> inputs) {

    public static PreparedTexts of(TextExamples examples, TextInput input, Partition partition) {
        VocabularyFit.Fitted fitted = VocabularyFit.of(examples.train(partition), input);
        TextSteps steps = new TextSteps(fitted.longest(), false, List.of(TextSteps.IDS, TextSteps.MASK));
        return of(examples, steps, fitted.vocabulary(), partition);
    }

    /** The same by the steps of a version and the words that it knows. */
    public static PreparedTexts of(TextExamples examples, TextSteps steps, Vocabulary vocabulary, Partition partition) {
        Vocabulary.Lookup lookup = vocabulary.lookup();
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        partition.parts()
                .forEach((part, rows) -> inputs.put(part,
                        inputs(examples.select(rows).texts(), lookup, steps.maxLength())));
        return new PreparedTexts(steps, vocabulary, inputs);
    }

    private static List<Input> inputs(String[] texts, Vocabulary.Lookup lookup, int length) {
        long[] ids = new long[Math.multiplyExact(texts.length, length)];
        long[] mask = new long[ids.length];
        for (int row = 0; row < texts.length; row++) {
            long[] encoded = lookup.encode(texts[row], length);
            System.arraycopy(encoded, 0, ids, row * length, encoded.length);
            Arrays.fill(mask, row * length, row * length + encoded.length, 1);
        }
        return List.of(new Input.Longs(TextSteps.IDS, List.of(length), ids),
                new Input.Longs(TextSteps.MASK, List.of(length), mask));
    }
}
