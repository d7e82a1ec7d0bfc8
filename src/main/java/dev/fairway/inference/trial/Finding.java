package dev.fairway.inference.trial;

import dev.fairway.tensor.Signature;
import org.jspecify.annotations.Nullable;

/**
 * The one line that a trial's process says.
 *
 * @param signature the tensors that the network was seen to read and give; null when it is refused
 * @param refusal why it cannot be served; null when it can
 * @param defect what went wrong that is no fault of the network; null when nothing did
 */
record Finding(@Nullable Signature signature, @Nullable String refusal, @Nullable String defect) {

    static Finding passed(Signature signature) {
        return new Finding(signature, null, null);
    }

    static Finding refused(String reason) {
        return new Finding(null, reason, null);
    }

    static Finding failed(Throwable defect) {
        return new Finding(null, null, defect.toString());
    }
}
