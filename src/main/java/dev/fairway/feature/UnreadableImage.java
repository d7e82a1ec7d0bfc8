package dev.fairway.feature;

import dev.fairway.contract.Refusal;
import java.util.List;

/** What was sent as an image cannot be made into one. */
public final class UnreadableImage extends Refusal {

    /**
     * @param item which of the images, as the caller counts them
     * @param reason what is wrong with it and what would be right
     */
    UnreadableImage(String item, String reason) {
        super(Kind.INVALID, item + ": " + reason, List.of(new FieldError(item, reason)));
    }
}
