package dev.fairway.registry;

import dev.fairway.contract.Refusal;
import java.util.List;

/** The files of a version are not the ones that its manifest names: some are missing, others, or changed. */
public class DamagedVersion extends Refusal {

    DamagedVersion(List<FieldError> errors) {
        super(Kind.INVALID, "the version's files are not what its manifest says: " + sentence(errors), errors);
    }

    DamagedVersion(String file, String message) {
        this(List.of(new FieldError(file, message)));
    }

    private static String sentence(List<FieldError> errors) {
        return String.join("; ", errors.stream().map(e -> e.field() + " " + e.message()).toList());
    }
}
