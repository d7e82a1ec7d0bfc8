package dev.fairway.inference.web;

import dev.fairway.inference.Answer;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Question;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonParser;

/** Predictions in the Open Inference Protocol. */
@RestController
class V2Inference {

    private final Serving serving;
    private final Declared declared;
    private final Bodies bodies;
    private final int maxRows;

    V2Inference(Serving serving, Declared declared, Bodies bodies, InferenceProperties properties) {
        this.serving = serving;
        this.declared = declared;
        this.bodies = bodies;
        this.maxRows = properties.maxRows();
    }

    @PostMapping("/v2/models/{model}/infer")
    void infer(@PathVariable String model, HttpServletRequest request, HttpServletResponse response) {
        infer(serving.routed(Paths.model(model), Paths.caller(request, response)), request, response);
    }

    @PostMapping("/v2/models/{model}/versions/{version}/infer")
    void inferByVersion(
            @PathVariable String model,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        infer(serving.version(Paths.version(model, version)), request, response);
    }

    private void infer(ServedVersion version, HttpServletRequest request, HttpServletResponse response) {
        AtomicReference<@Nullable Wish> wish = new AtomicReference<>();
        Answer answer = serving.answer(version, Protocol.V2, () -> {
            Bodies.require(request.getHeader("Inference-Header-Content-Length") == null,
                    "Inference-Header-Content-Length", "binary tensors are not spoken here; send data as JSON");
            return bodies.read(request, json -> question(json, version, wish));
        });
        Wish granted = wish.get();
        if (granted != null) {
            Replies.write(response, json -> V2Reply.write(json, answer, granted.id(), granted.outputs()));
        }
    }

    /** How the caller wants the answer. */
    private record Wish(@Nullable String id, Collection<String> outputs) {}

    private Question question(JsonParser json, ServedVersion version, AtomicReference<@Nullable Wish> wish) {
        V2Body body = new V2Body(json, declared.columns(version), maxRows);
        Question question = body.read();
        wish.set(new Wish(body.id(), V2Reply.chosen(Declared.schema(version).target(), body.outputs())));
        return question;
    }
}
