package dev.fairway.inference.web.generation;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.generation.Continuation;
import dev.fairway.inference.queue.CallerGone;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Sends words as server-sent events: {@code token} for each, {@code done} with what the answer in one piece would be, or
 * {@code error} when it breaks off. Before the first word a refusal is an ordinary one. A caller that goes away shows when
 * the next word is sent to it, which ends the writing.
 */
final class WordStream {

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpServletResponse response;
    private boolean begun;

    WordStream(HttpServletResponse response) {
        this.response = response;
    }

    void tell(Continuation.Piece piece) {
        send("token", json -> {
            json.writeStartObject();
            json.writeStringProperty("token", piece.text());
            json.writeNumberProperty("probability", piece.probability());
            json.writeEndObject();
        });
    }

    void whole(Supplier<Consumer<JsonGenerator>> writing) {
        try {
            send("done", writing.get());
        } catch (CallerGone _) {
            // the slot is free, which is all that matters now
        } catch (Refusal e) {
            if (!begun) {
                throw e;
            }
            failed(e);
        }
    }

    private void failed(Refusal e) {
        try {
            send("error", json -> {
                json.writeStartObject();
                json.writeStringProperty("detail", String.valueOf(e.getMessage()));
                json.writeEndObject();
            });
        } catch (CallerGone _) {
            // nobody is left to be told
        }
    }

    private void send(String event, Consumer<JsonGenerator> data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("event:%s\ndata:".formatted(event).getBytes(StandardCharsets.UTF_8));
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            data.accept(json);
        }
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        try {
            if (!begun) {
                begun = true;
                response.setContentType("text/event-stream");
                response.setHeader("Cache-Control", "no-cache");
            }
            OutputStream out = response.getOutputStream();
            out.write(bytes.toByteArray());
            out.flush();
        } catch (IOException e) {
            CallerGone gone = new CallerGone();
            gone.initCause(e);
            throw gone;
        }
    }
}
