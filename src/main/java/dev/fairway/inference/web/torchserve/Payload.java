package dev.fairway.inference.web.torchserve;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A body, or a part of a form.
 *
 * @param name what the part is called
 * @param type its media type without parameters; empty when the caller does not say
 */
record Payload(String name, String type, byte[] bytes) {

    static final String JSON = "application/json";

    /** Whether its caller says that it is JSON. */
    boolean isDeclaredJson() {
        return type.equals(JSON) || type.endsWith("+json");
    }

    /** Whether it is JSON by what is said of it, or where nothing that tells is said, by its first character. */
    boolean isJson() {
        return isDeclaredJson() || (!type.equals("application/octet-stream") && !type.startsWith("image/")
                && !type.equals("text/plain")
                && (starts('[') || starts('{')));
    }

    private boolean starts(char wanted) {
        for (byte next : bytes) {
            if (next > ' ' || next < 0) {
                return next == wanted;
            }
        }
        return false;
    }

    /** The documents of all parts in one, as elements of an array. */
    static byte[] array(List<Payload> parts) {
        return joined('[', parts, false, ']');
    }

    /** The documents of all parts in one, as fields of an object. */
    static byte[] object(List<Payload> parts) {
        return joined('{', parts, true, '}');
    }

    private static byte[] joined(char open, List<Payload> parts, boolean named, char close) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        char before = open;
        for (Payload part : parts) {
            json.write(before);
            if (named) {
                json.writeBytes("\"%s\":".formatted(part.name().replace("\\", "\\\\").replace("\"", "\\\""))
                        .getBytes(StandardCharsets.UTF_8));
            }
            json.writeBytes(part.bytes());
            before = ',';
        }
        json.write(close);
        return json.toByteArray();
    }
}
