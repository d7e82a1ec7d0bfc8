package dev.fairway.inference.web.generation;

import dev.fairway.feature.RowRecipe;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Terms;
import dev.fairway.inference.generation.Continuation;
import dev.fairway.inference.generation.Generation;
import dev.fairway.inference.generation.GenerationProperties;
import dev.fairway.inference.generation.Prompt;
import dev.fairway.inference.generation.Synthesis;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.web.Paths;
import dev.fairway.inference.web.Replies;
import dev.fairway.inference.web.connection.Presence;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Goes on with texts, the whole of what was added at once or word by word as server-sent events; or makes rows, by a version
 * that does that.
 */
@RestController
class Generations {

    private final Serving serving;
    private final Generation generation;
    private final Synthesis synthesis;
    private final GenerationProperties properties;
    private final InferenceProperties limits;

    Generations(
            Serving serving,
            Generation generation,
            Synthesis synthesis,
            GenerationProperties properties,
            InferenceProperties limits) {
        this.serving = serving;
        this.generation = generation;
        this.synthesis = synthesis;
        this.properties = properties;
        this.limits = limits;
    }

    @PostMapping({"/api/models/{model}:generate", "/api/models/{model}/generate"})
    void generate(
            @PathVariable String model,
            @RequestBody JsonNode body,
            HttpServletRequest request,
            HttpServletResponse response) {
        generate(serving.routed(Paths.model(model), Paths.caller(request, response)), body, request, response);
    }

    @PostMapping({"/api/models/{model}/versions/{version}:generate", "/api/models/{model}/versions/{version}/generate"})
    void generateByVersion(
            @PathVariable String model,
            @PathVariable String version,
            @RequestBody JsonNode body,
            HttpServletRequest request,
            HttpServletResponse response) {
        generate(serving.version(Paths.version(model, version)), body, request, response);
    }

    private void generate(
            ServedVersion version,
            JsonNode body,
            HttpServletRequest request,
            HttpServletResponse response) {
        RowRecipe recipe = Synthesis.recipe(version);
        if (recipe != null) {
            rows(version, recipe, body, request, response);
            return;
        }
        PromptBody.Asked asked = PromptBody.read(body, properties.maxTokens());
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        if (asked.stream() || accept.contains("text/event-stream")) {
            stream(version, asked, response);
            return;
        }
        Continuation continuation;
        try (Presence caller = Presence.of(request)) {
            continuation = generation.goOn(version, asked.prompt(),
                    new Terms(asked.timeout(), Terms.UNSAID, caller::isGone), _ -> {});
        }
        Replies.write(response, json -> write(json, version, asked.prompt(), continuation));
    }

    private void rows(
            ServedVersion version,
            RowRecipe recipe,
            JsonNode body,
            HttpServletRequest request,
            HttpServletResponse response) {
        PromptBody.AskedRows asked = PromptBody.rows(body, limits.maxRows());
        RowsReply reply;
        try (Presence caller = Presence.of(request)) {
            reply = new RowsReply(version, recipe, synthesis.make(version, asked.rows(), asked.seed(),
                    new Terms(asked.timeout(), Terms.UNSAID, caller::isGone)), asked.seed());
        }
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        if (asked.format().equals("csv") || accept.contains("text/csv")) {
            if (recipe.privacy() != null) {
                response.setHeader("X-Privacy-Note", recipe.privacy().note());
            }
            Replies.send(response, "text/csv;charset=UTF-8", reply.csv(), List.of());
        } else {
            Replies.write(response, reply::write);
        }
    }

    private void stream(ServedVersion version, PromptBody.Asked asked, HttpServletResponse response) {
        WordStream words = new WordStream(response);
        Terms terms = new Terms(asked.timeout(), Terms.UNSAID, () -> false);
        words.whole(() -> {
            Continuation continuation = generation.goOn(version, asked.prompt(), terms, words::tell);
            return json -> write(json, version, asked.prompt(), continuation);
        });
    }

    private static void write(JsonGenerator json, ServedVersion version, Prompt prompt, Continuation said) {
        json.writeStartObject();
        json.writeStringProperty("model_name", version.id().model().value());
        json.writeStringProperty("model_version", Integer.toString(version.id().number()));
        json.writeStringProperty("text", said.text());
        json.writeNumberProperty("prompt_tokens", said.promptTokens());
        json.writeNumberProperty("tokens", said.tokens());
        json.writeStringProperty("finish_reason", said.finish().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("perplexity", said.perplexity());
        json.writeNumberProperty("tokens_per_second", said.tokens() / Math.max(1e-9, said.seconds()));
        json.writeNumberProperty("seed", prompt.seed());
        json.writeEndObject();
    }
}
