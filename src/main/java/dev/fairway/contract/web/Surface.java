package dev.fairway.contract.web;

import java.util.regex.Pattern;

/** The three surfaces of the service, told apart by the first segment of the path; each has its own error body. */
enum Surface {
    /** Open Inference Protocol, TensorFlow Serving, TorchServe: {@code {"error": …}}. */
    INFERENCE,
    /** Fairway's own resources and everything else: RFC 9457 problem details. */
    RESOURCES;

    private static final Pattern DIALECTS = Pattern.compile("/(v1|v2|predictions|ping|models)([/:].*)?");

    static Surface of(String path) {
        return DIALECTS.matcher(path).matches() ? INFERENCE : RESOURCES;
    }
}
