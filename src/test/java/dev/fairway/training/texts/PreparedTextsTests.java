package dev.fairway.training.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.feature.Column;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Input;
import dev.fairway.training.spec.TextInput;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PreparedTextsTests {

    private static final TextExamples EXAMPLES = new TextExamples(
            new String[]{"good good film", "bad film", "good day", "unheard of"},
            Truth.Classes.of(new Column.Words(new String[]{"a", "b", "a", "b"})));
    private static final Partition PARTITION = new Partition(new int[]{0, 1, 2}, new int[0], new int[]{3});

    @Test
    void theVocabularyIsThatOfTheTrainingTextsTheMostFrequentFirst() {
        assertThat(prepared(100, 1).vocabulary().words()).containsExactly("good", "film", "bad", "day");
    }

    @Test
    void rareWordsAreFoldedIntoTheUnknownOne() {
        PreparedTexts prepared = prepared(100, 2);
        assertThat(prepared.vocabulary().words()).containsExactly("good", "film");
        assertThat(ids(prepared, "train")).containsExactly(2, 2, 3, 1, 3, 0, 2, 1, 0);
    }

    @Test
    void paddingIsMasked() {
        assertThat(values(prepared(100, 1), "train", 1)).containsExactly(1, 1, 1, 1, 1, 0, 1, 1, 0);
    }

    @Test
    void textsAreNoLongerThanTheLongestTrainingText() {
        assertThat(prepared(100, 1).steps().maxLength()).isEqualTo(3);
        assertThat(prepared(2, 1).steps().maxLength()).isEqualTo(2);
    }

    @Test
    void wordsOfTestTextsAreUnknown() {
        assertThat(ids(prepared(100, 1), "test")).containsExactly(1, 1, 0);
    }

    private static long[] ids(PreparedTexts prepared, String part) {
        return values(prepared, part, 0);
    }

    private static long[] values(PreparedTexts prepared, String part, int input) {
        List<Input> inputs = Objects.requireNonNull(prepared.inputs().get(part));
        return ((Input.Longs) inputs.get(input)).values();
    }

    private static PreparedTexts prepared(int maxLength, int minCount) {
        return PreparedTexts.of(EXAMPLES, new TextInput(null, maxLength, 100, minCount, true), PARTITION);
    }
}
