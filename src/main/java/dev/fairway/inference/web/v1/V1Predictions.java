package dev.fairway.inference.web.v1;

import dev.fairway.inference.Answer;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Question;
import dev.fairway.inference.Terms;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Bodies;
import dev.fairway.inference.web.Paths;
import dev.fairway.inference.web.Replies;
import dev.fairway.inference.web.connection.Presence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions in TensorFlow Serving's and KServe's V1 protocol. */
@RestController
class V1Predictions {

    private final Serving serving;
    private final JsonQuestions questions;

    V1Predictions(Serving serving, JsonQuestions questions) {
        this.serving = serving;
        this.questions = questions;
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
        Answer answer;
        AtomicBoolean columnar = new AtomicBoolean();
        try (Presence caller = Presence.of(request)) {
            answer = serving.answer(version, Protocol.V1, () -> Bodies.json(request, json -> {
                V1Body body = questions.body(version, json);
                Question question = body.read(Terms.usual(caller::isGone));
                columnar.set(body.isColumnar());
                return question;
            }));
        }
        Replies.write(response, json -> V1Reply.write(json, answer, columnar.get()));
    }
}
