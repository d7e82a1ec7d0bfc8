package dev.fairway.training;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What only people know of a model, for its card (Mitchell et al. 2019, arXiv:1810.03993).
 *
 * @param intendedUse what it is for, and for whom; null where nobody has said
 * @param outOfScope what it must not be used for
 * @param limits what is known to go wrong
 * @param contact who answers for it; null where nobody has said
 */
public record CardSpec(
        @Nullable String intendedUse,
        List<String> outOfScope,
        List<String> limits,
        @Nullable String contact) {

    public static final CardSpec NONE = new CardSpec(null, List.of(), List.of(), null);

    public CardSpec {
        outOfScope = List.copyOf(Objects.requireNonNullElse(outOfScope, List.of()));
        limits = List.copyOf(Objects.requireNonNullElse(limits, List.of()));
    }
}
