package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Caller;
import dev.fairway.inference.UnknownModel;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.VersionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What the segments of a path mean. A segment that cannot be a model's name or version is that of none. */
public final class Paths {

    private Paths() {}

    /** @throws UnknownModel when no model can have the name */
    public static ModelName model(String segment) {
        try {
            return new ModelName(segment);
        } catch (Refusal _) {
            throw new UnknownModel("there is no model %s".formatted(segment));
        }
    }

    /** @throws UnknownModel when no version can have the number */
    public static VersionId version(String model, String segment) {
        try {
            return new VersionId(model(model), Integer.parseInt(segment));
        } catch (NumberFormatException _) {
            throw new UnknownModel("model %s has no version %s; versions are numbers".formatted(model, segment));
        }
    }

    /** Who asks; the request's id is the caller's own when it sent one. */
    public static Caller caller(HttpServletRequest request, HttpServletResponse response) {
        return new Caller(String.valueOf(response.getHeader("X-Request-Id")), request::getHeader);
    }
}
