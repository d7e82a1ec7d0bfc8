package dev.fairway.inference;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Predictions;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/** Where a request comes in, whatever language it was asked in, and an answer goes out. */
@Component
public class Serving {

    private final Models models;
    private final Router router;
    private final LoadedVersions versions;
    private final AnswerListeners listeners;
    private final InferenceProperties properties;
    private final IdGenerator ids;
    private final Clock clock;

    Serving(
            Models models,
            Router router,
            LoadedVersions versions,
            AnswerListeners listeners,
            InferenceProperties properties,
            IdGenerator ids,
            Clock clock) {
        this.models = models;
        this.router = router;
        this.versions = versions;
        this.listeners = listeners;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The version that answers an unversioned request.
     *
     * @param key what keeps a caller on the same side of a split
     */
    public ServedVersion routed(ModelName model, String key) {
        return versions.find(router.route(model, key).answering());
    }

    /** @throws Refusal when there is no such version or it is not loaded */
    public ServedVersion version(VersionId id) {
        return versions.find(id);
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

    /**
     * Answers a request and measures it from its reading on.
     *
     * @param question reads the request
     * @throws Refusal when the request cannot be read, is invalid, or cannot be answered in time
     */
    public Answer answer(ServedVersion version, Protocol protocol, Supplier<Question> question) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        try {
            Answer answer = answer(version, question.get());
            outcome = Outcome.OK;
            return answer;
        } catch (RuntimeException e) {
            outcome = Outcome.of(e);
            throw e;
        } finally {
            version.meters().ended(protocol, outcome, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Answer answer(ServedVersion version, Question question) {
        Duration timeout = Objects.requireNonNullElse(question.timeout(), properties.timeout());
        Predictions predictions = version.predict(question.rows(), timeout);
        List<String> predictionIds = predictionIds(predictions.rows());
        listeners.tell(new Answered(version.id(), question.rows(), question.attributes(), predictions, predictionIds,
                clock.instant()));
        return new Answer(version.id(), predictions, predictionIds);
    }

    private List<String> predictionIds(int rows) {
        String request = ids.generateId().toString();
        return IntStream.range(0, rows).mapToObj(row -> request + "-" + row).toList();
    }
}
