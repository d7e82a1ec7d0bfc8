package dev.fairway.inference.web;

import dev.fairway.contract.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Opens the bodies of inference requests: JSON, whatever the caller calls it. */
@Component
class Bodies {

    private static final JsonFactory JSON = new JsonFactory();

    /** @throws Refusal when the body is no JSON, or what the reading raises */
    <T> T read(HttpServletRequest request, Function<JsonParser, T> reading) {
        checkKind(request);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), request.getInputStream())) {
            return reading.apply(json);
        } catch (JacksonIOException | IOException e) {
            throw new Refusal(Refusal.Kind.MALFORMED, "the body broke off before its end");
        } catch (JacksonException e) {
            throw noJson(e);
        }
    }

    /** Callers name JSON in many ways ({@code curl -d} calls it a form); only what is surely something else is refused. */
    private static void checkKind(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/") || type.startsWith("image/") || type.contains("xml")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "a body of %s is not read here; send application/json".formatted(type));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED,
                    "a compressed body is not read here; send it without Content-Encoding");
        }
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

    static void require(boolean holds, String field, String message) {
        if (!holds) {
            throw Refusal.malformed(field, message);
        }
    }

    /** @throws Refusal when something else than a string stands there */
    static String string(JsonParser json, String field) {
        require(json.currentToken() == JsonToken.VALUE_STRING, field, "must be a string");
        return json.getString();
    }

    /** Skips the parameters of a tensor, which say how its bytes are sent. */
    static void refuseBinary(JsonParser json, String place) {
        require(json.currentToken() == JsonToken.START_OBJECT, place, "must be an object");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            require(!name.startsWith("binary_data") || value == JsonToken.VALUE_FALSE, place + "." + name,
                    "binary tensors are not spoken here; send and read data as JSON");
            json.skipChildren();
        }
    }

    /** @throws Refusal when there is no room for one more row */
    static void limit(int rows, int most) {
        if (rows >= most) {
            throw new Refusal(Refusal.Kind.TOO_LARGE,
                    "a request may have %d rows; send the others in further requests".formatted(most));
        }
    }

    /** @throws Refusal when anything follows the document */
    static void end(JsonParser json) {
        require(json.nextToken() == null, "body", "has something after the end of its JSON document; remove it");
    }
}
