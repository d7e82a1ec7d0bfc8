package dev.fairway.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.IdGenerator;

/** What a request is called in logs and answers: as its caller calls it when that is fit to be logged, else by an id of our own. */
public final class RequestId {

    /** Where callers send it and find it. */
    public static final String HEADER = "X-Request-Id";

    /** What it is called in the context of a log line. */
    public static final String LOGGED = "request_id";

    /** What may stand in a log line and a header without being able to forge another one. */
    private static final Pattern FIT = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private RequestId() {}

    /** @param given what the caller calls it; null where that does not say */
    public static String of(@Nullable String given, IdGenerator ids) {
        return given != null && FIT.matcher(given).matches() ? given : ids.generateId().toString();
    }
}
