package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Opens the bodies of inference requests. */
public final class Bodies {

    private static final JsonFactory JSON = new JsonFactory();
    /** What is set aside for a body on its caller's word alone; the room for a longer one grows as it comes. */
    public static final int AT_ONCE = 4 << 20;

    private Bodies() {}

    /**
     * Reads a body of JSON, whatever the caller calls it.
     *
     * @throws Refusal when the body is no JSON, or what the reading raises
     */
    public static <T> T json(HttpServletRequest request, Function<JsonParser, T> reading) {
        checkJson(request);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), request.getInputStream())) {
            return reading.apply(json);
        } catch (JacksonIOException | IOException e) {
            throw brokenOff();
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    /**
     * Reads JSON that was in a part of a body.
     *
     * @throws Refusal when it is no JSON, or what the reading raises
     */
    public static <T> T json(byte[] body, Function<JsonParser, T> reading) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            return reading.apply(json);
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    /**
     * The whole body.
     *
     * @throws Refusal when it is compressed or breaks off
     */
    public static byte[] bytes(HttpServletRequest request) {
        checkEncoding(request);
        long length = request.getContentLengthLong();
        try (InputStream body = request.getInputStream()) {
            return length < 0 ? body.readAllBytes() : bytes(body, Math.toIntExact(length));
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    /**
     * So many bytes of a body.
     *
     * @throws Refusal when it breaks off before
     */
    public static byte[] bytes(InputStream body, int length) {
        try {
            byte[] bytes = new byte[Math.min(length, AT_ONCE)];
            int read = body.readNBytes(bytes, 0, bytes.length);
            while (read == bytes.length && read < length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * read));
                read += body.readNBytes(bytes, read, bytes.length - read);
            }
            if (read < length) {
                throw brokenOff();
            }
            return bytes;
        } catch (IOException e) {
            throw brokenOff();
        }
    }

    /**
     * Callers name JSON in many ways ({@code curl -d} calls it a form); only what is surely something else is refused.
     *
     * @throws Refusal when it is
     */
    public static void checkJson(HttpServletRequest request) {
        String type = type(request);
        if (type.startsWith("multipart/") || type.startsWith("image/") || type.contains("xml")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "a body of %s is not read here; send application/json".formatted(type));
        }
        checkEncoding(request);
    }

    /**
     * The limit of bodies is for those in one piece: the parts of others have theirs.
     *
     * @throws Refusal when the body has parts
     */
    public static void checkWhole(HttpServletRequest request) {
        if (type(request).startsWith("multipart/")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "a body in parts is not read here; send application/octet-stream");
        }
    }

    /** The media type of the body without its parameters; empty when the caller does not say. */
    public static String type(HttpServletRequest request) {
        return type(request.getContentType());
    }

    /** The media type that a header tells, without its parameters; empty where there is none. */
    public static String type(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal when the body is compressed */
    public static void checkEncoding(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "a compressed body is not read here; send it without Content-Encoding");
        }
    }

    /** What a caller is told whose body is shorter than it says. */
    public static Refusal brokenOff() {
        return new Refusal(Refusal.Kind.MALFORMED, "the body broke off before its end");
    }

    private static Refusal noJson(JacksonException e) {
        // What Jackson says up to where it goes on to name its own settings and sources.
        String why = String.valueOf(e.getOriginalMessage())
                .replaceFirst("(?s)( \\(start marker at| \\(from `| \\(`).*", "");
        if (why.startsWith("Non-standard token")) {
            why = "NaN and Infinity are no JSON numbers; send null where a value is missing";
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        return new Refusal(Refusal.Kind.MALFORMED,
                "the body is no JSON document: %s, at line %d, column %d".formatted(why, line, column));
    }
}
