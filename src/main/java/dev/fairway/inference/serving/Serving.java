package dev.fairway.inference.serving;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.feature.Rows;
import dev.fairway.inference.Answer;
import dev.fairway.inference.Answered;
import dev.fairway.inference.Caller;
import dev.fairway.inference.InferenceProperties;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.inference.Protocol;
import dev.fairway.inference.Question;
import dev.fairway.inference.Router;
import dev.fairway.inference.UnknownModel;
import dev.fairway.inference.queue.Outcome;
import dev.fairway.inference.version.LoadedVersions;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.version.VersionState;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Where a request comes in, whatever language it was asked in, and an answer goes out. */
@Component
public class Serving {

    private final Models models;
    private final Router router;
    private final LoadedVersions versions;
    private final AnswerListeners listeners;
    private final Shadows shadows;
    private final InferenceProperties properties;
    private final IdGenerator ids;
    private final Clock clock;

    Serving(
            Models models,
            Router router,
            LoadedVersions versions,
            AnswerListeners listeners,
            Shadows shadows,
            InferenceProperties properties,
            IdGenerator ids,
            Clock clock) {
        this.models = models;
        this.router = router;
        this.versions = versions;
        this.listeners = listeners;
        this.shadows = shadows;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The version that answers an unversioned request.
     *
     * @param caller who asks, so that a split keeps a caller on its side
     */
    public ServedVersion routed(ModelName model, Caller caller) {
        Router.Route route = router.route(model, caller);
        return versions.find(route.answering()).seenBy(route.shadows());
    }

    /** @throws Refusal when there is no such version or it is not loaded */
    public ServedVersion version(VersionId id) {
        return versions.find(id);
    }

    /** The version, if it is loaded. */
    public Optional<ServedVersion> loaded(VersionId id) {
        return versions.loaded(id);
    }

    /** @throws Refusal when the alias points to nothing or to a version that is not loaded */
    public ServedVersion labelled(ModelName model, String alias) {
        return versions.find(models.alias(model, alias)
                .orElseThrow(() -> new UnknownModel("model %s has no alias %s".formatted(model, alias))));
    }

    /** Whether a version answers. */
    public VersionState state(VersionId id) {
        return versions.state(id);
    }

    /** What was asked and what was said. */
    private record Exchange(Question question, Answer answer) {}

    /**
     * Answers a request and measures it from its reading on. Its shadows see it once the answer is there.
     *
     * @param question reads the request
     * @throws Refusal when the request cannot be read, is invalid, or cannot be answered in time
     */
    public Answer answer(ServedVersion version, Protocol protocol, Supplier<Question> question) {
        Exchange exchange = measured(version, protocol, () -> {
            Question asked = question.get();
            return new Exchange(asked, answer(version, asked));
        });
        shadows.see(exchange.answer(), exchange.question().input(), version.shadows());
        return exchange.answer();
    }

    /** Counts and times a request to a version that is answered otherwise. */
    public static <T> T measured(ServedVersion version, Protocol protocol, Supplier<T> work) {
        long start = System.nanoTime();
        version.meters().began();
        Outcome outcome = Outcome.FAILED;
        try {
            T done = work.get();
            outcome = Outcome.OK;
            return done;
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            throw e;
        } finally {
            version.meters().ended(protocol, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Answer answer(ServedVersion version, Question question) {
        Output output = version.answer(question.input(), question.terms().or(properties.timeout()));
        List<String> predictionIds = predictionIds(question.input().count());
        if (output instanceof Output.Predicted(Predictions predictions)) {
            listeners.tell(new Answered(version.id(), rows(question.input()), question.attributes(), predictions,
                    predictionIds, clock.instant()));
        }
        return new Answer(version.id(), output, predictionIds);
    }

    private static Rows rows(Input input) {
        return switch (input) {
            case Input.Table(Rows rows) -> rows;
            case Input.Items _,Input.Tensors _ -> new Rows(input.count(), Map.of());
        };
    }

    private List<String> predictionIds(int rows) {
        String request = ids.generateId().toString();
        List<String> predictionIds = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            predictionIds.add(request + "-" + row);
        }
        return Collections.unmodifiableList(predictionIds);
    }
}
