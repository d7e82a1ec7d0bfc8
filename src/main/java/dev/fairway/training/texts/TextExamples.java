package dev.fairway.training.texts;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Texts;
import dev.fairway.feature.Rows;
import dev.fairway.training.examples.Examples;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.items.Labelled;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Texts and what is true of them.
 *
 * @param texts a text per row
 */
public record TextExamples(String[] texts, Truth truth) {

    /** The texts of a data set of them. */
    public static TextExamples read(Dataset dataset, Labelled labelled) {
        try (Texts texts = Texts.open(dataset)) {
            return new TextExamples(IntStream.of(labelled.items()).mapToObj(texts::text).toArray(String[]::new),
                    labelled.truth());
        }
    }

    /** Which of the texts of a data set have a class. */
    public static Labelled labelled(Dataset dataset) {
        try (Texts texts = Texts.open(dataset)) {
            return Labelled.of(texts.count(), texts::label, texts::split);
        }
    }

    /** A column of a table; a missing text is an empty one. */
    public static TextExamples of(Examples examples, String column) {
        Rows rows = examples.features();
        return new TextExamples(Arrays.stream(rows.words(column))
                .map(text -> Objects.requireNonNullElse(text, ""))
                .toArray(String[]::new), examples.truth());
    }

    TextExamples select(int[] rows) {
        return new TextExamples(IntStream.of(rows).mapToObj(row -> texts[row]).toArray(String[]::new),
                truth.select(rows));
    }

    /** The texts of the training rows. */
    String[] train(Partition partition) {
        return select(partition.train()).texts();
    }
}
