package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a draft; all of it is told at once. */
final class Mistakes {

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes a mistake unless the fact holds. */
    void unless(boolean fact, String field, String message) {
        if (!fact) {
            errors.add(new FieldError("manifest." + field, message));
        }
    }

    boolean isEmpty() {
        return errors.isEmpty();
    }

    /** @throws Refusal when there are some */
    void refuse() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
