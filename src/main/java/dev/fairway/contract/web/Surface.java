package dev.fairway.contract.web;

import java.util.regex.Pattern;

/** The surfaces of the service, told apart by the first segment of the path; each has its own error body. */
enum Surface {
    /** Open Inference Protocol, TensorFlow Serving: {@code {"error": …}}. */
    INFERENCE,
    /** TorchServe, DJL Serving: {@code {"error", "code", "type", "message"}}, of which each client finds what it looks for. */
    PREDICTIONS,
    /** Fairway's own resources and everything else: RFC 9457 problem details. */
    RESOURCES;

    private static final Pattern TENSORS = Pattern.compile("/(v1|v2)([/:].*)?");
    private static final Pattern HANDLERS = Pattern.compile("/(predictions|ping|models|invocations)(/.*)?");

    static Surface of(String path) {
        if (TENSORS.matcher(path).matches()) {
            return INFERENCE;
        }
        return HANDLERS.matcher(path).matches() ? PREDICTIONS : RESOURCES;
    }
}
