package dev.fairway.registry;

import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.tensor.Signature;
import org.jspecify.annotations.Nullable;

/** What callers send to a version, and so which steps lie between them and its network. */
public sealed interface Modality {

    /** Rows of named columns, preprocessed by fitted steps. */
    record Table(Schema schema) implements Modality {}

    /** The network's own tensors, as they are. */
    record Tensors(Signature signature) implements Modality {}

    /**
     * Encoded images.
     *
     * @param target what the output means; null where callers get the tensors as they are
     */
    record Images(ImageSteps steps, @Nullable Target target) implements Modality {}

    /**
     * Texts.
     *
     * @param target what the output means; null where callers get the tensors as they are
     */
    record Texts(TextSteps steps, @Nullable Target target) implements Modality {}
}
