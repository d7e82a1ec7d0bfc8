package dev.fairway.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTests {

    private static final Vocabulary.Lookup LOOKUP = new Vocabulary(true, List.of("the", "film", "!")).lookup();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            The film!          | the,film,!
            don't stop         | don't,stop
            'quoted'           | ',quoted,'
            great.<br /><br/>A | great,.,a
            3 < 4 > 2          | 3,<,4,>,2
            été déjà-vu        | été,déjà,-,vu
            映画 good            | 映,画,good
            """)
    void aTextIsCutIntoWordsAndMarks(String text, String words) {
        assertThat(Vocabulary.split(text, true)).containsExactly(words.split(","));
    }

    @Test
    void anEmptyTextIsOneUnknownWord() {
        assertThat(LOOKUP.encode(" \n", 5)).containsExactly(Vocabulary.UNKNOWN);
    }

    @Test
    void knownWordsHaveTheirPlaceAndOthersAreUnknown() {
        assertThat(LOOKUP.encode("The other FILM!", 9)).containsExactly(2, 1, 3, 4);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(LOOKUP.encode("film ".repeat(100), 3)).containsExactly(3, 3, 3);
    }

    @Test
    void caseCountsWhereItIsAskedTo() {
        assertThat(Vocabulary.split("The THE", false)).containsExactly("The", "THE");
    }
}
