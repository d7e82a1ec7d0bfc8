package dev.fairway.inference.web.torchserve;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Terms;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.inference.web.Paths;
import dev.fairway.inference.web.connection.Presence;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Predictions as TorchServe, DJL Serving and, with {@code /invocations}, SageMaker are asked for them. */
@RestController
class Predictions {

    private final Serving serving;
    private final Catalogue catalogue;
    private final Payloads payloads;

    Predictions(Serving serving, Catalogue catalogue, Payloads payloads) {
        this.serving = serving;
        this.catalogue = catalogue;
        this.payloads = payloads;
    }

    @RequestMapping(method = {RequestMethod.POST, RequestMethod.PUT}, path = {"/predictions/{model}",
            "/models/{model}/invoke"})
    @Operation(summary = "Predicts from an image, a text, JSON or the bytes of a tensor, as the body or as parts of a form")
    void predict(@PathVariable String model, HttpServletRequest request, HttpServletResponse response) {
        answer(serving.routed(Paths.model(model), Paths.caller(request, response)), request, response);
    }

    @RequestMapping(method = {RequestMethod.POST, RequestMethod.PUT}, path = "/predictions/{model}/{version}")
    void predictByVersion(
            @PathVariable String model,
            @PathVariable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        answer(serving.version(Paths.version(model, version)), request, response);
    }

    /** The model need not be named where there is only one. */
    @PostMapping("/invocations")
    void invoke(
            @RequestParam(name = "model_name", required = false) @Nullable String model,
            @RequestParam(name = "model_version", required = false) @Nullable String version,
            HttpServletRequest request,
            HttpServletResponse response) {
        String name = model == null ? only() : model;
        if (version == null) {
            predict(name, request, response);
        } else {
            predictByVersion(name, version, request, response);
        }
    }

    private String only() {
        List<String> models = catalogue.inProduction();
        if (models.size() != 1) {
            throw Refusal.malformed("model_name",
                    "must name one of the %d models in production".formatted(models.size()));
        }
        return models.getFirst();
    }

    /** Clients that look for a description of the call find that there is none. */
    @RequestMapping(method = RequestMethod.OPTIONS, path = {"/predictions/{model}", "/predictions/{model}/{version}"})
    Map<String, String> options() {
        return Map.of();
    }

    private void answer(ServedVersion version, HttpServletRequest request, HttpServletResponse response) {
        Answer answer;
        AtomicBoolean single = new AtomicBoolean();
        try (Presence caller = Presence.of(request)) {
            answer = serving.answer(version, Protocol.PREDICTIONS, () -> {
                Payloads.Asked asked = payloads.read(version, request, Terms.usual(caller::isGone));
                single.set(asked.single());
                return asked.question();
            });
        }
        PredictionReply.write(response, answer, single.get());
    }
}
