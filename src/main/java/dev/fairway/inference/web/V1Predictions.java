package dev.fairway.inference.web;

import dev.fairway.inference.Answer;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions in TensorFlow Serving's and KServe's V1 protocol. */
@RestController
class V1Predictions {

    private final Serving serving;
    private final Declared declared;
    private final Bodies bodies;
    private final int maxRows;

    V1Predictions(Serving serving, Declared declared, Bodies bodies, InferenceProperties properties) {
        this.serving = serving;
        this.declared = declared;
        this.bodies = bodies;
        this.maxRows = properties.maxRows();
    }

    @PostMapping("/v1/models/{model}:predict")
    void predict(@PathVariable String model, HttpServletRequest request, HttpServletResponse response) {
        predict(serving.routed(Paths.model(model), Paths.caller(request, response)), request, response);
    }

    @PostMapping("/v1/models/{model}/versions/{version}:predict")
    void predictByVersion(
            @PathVariable String model,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        predict(serving.version(Paths.version(model, version)), request, response);
    }

    @PostMapping("/v1/models/{model}/labels/{alias}:predict")
    void predictByAlias(
            @PathVariable String model,
            @PathVariable String alias,
            HttpServletRequest request,
            HttpServletResponse response) {
        predict(serving.labelled(Paths.model(model), alias), request, response);
    }

    @PostMapping({"/v1/models/{model}:{verb}", "/v1/models/{model}/versions/{version}:{verb}",
            "/v1/models/{model}/labels/{alias}:{verb}"})
    void refuse(@PathVariable String verb) {
        throw new UnknownModel("%s is not supported; models answer to predict".formatted(verb));
    }

    private void predict(ServedVersion version, HttpServletRequest request, HttpServletResponse response) {
        Answer answer = serving.answer(version, Protocol.V1, () -> {
            Columns columns = declared.columns(version);
            return bodies.read(request, json -> new V1Body(json, columns, maxRows).read());
        });
        Replies.write(response, json -> V1Reply.write(json, answer));
    }
}
