package dev.fairway.training.card;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionFolder;
import dev.fairway.registry.VersionId;
import dev.fairway.training.CardSpec;
import dev.fairway.training.TrainJob;
import dev.fairway.training.TrainJobs;
import dev.fairway.training.card.ModelCard.Details;
import dev.fairway.training.card.ModelCard.Judged;
import dev.fairway.training.card.ModelCard.Lineage;
import dev.fairway.training.card.ModelCard.Metric;
import dev.fairway.training.card.ModelCard.Quality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The cards of all versions, trained here or not. */
@Component
public class Cards {

    private final Models models;
    private final TrainJobs jobs;

    Cards(Models models, TrainJobs jobs) {
        this.models = models;
        this.jobs = jobs;
    }

    /** @throws Refusal when there is no such version */
    public ModelCard of(VersionId id) {
        Models.Model model = models.find(id.model())
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN, "there is no model " + id.model()));
        ModelVersion version = model.versions()
                .stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Kind.UNKNOWN,
                        "there is no version %d of model %s".formatted(id.number(), id.model())));
        Manifest manifest = version.manifest();
        Optional<Origin> origin = Origin.of(version.folder());
        TrainJob job = manifest.source().type().equals("train_job") ? jobs.find(manifest.source().id()).orElse(null)
                : null;
        Quality quality = quality(version.folder());
        Judged judged = job == null ? null : new Judged(job.gate(), job.convergence());
        return new ModelCard(id.model().value(), id.number(), details(version, model),
                origin.map(Origin::words).orElse(CardSpec.NONE), origin.map(Origin::data).orElse(null),
                origin.map(Origin::network).orElse(null), origin.map(Origin::learning).orElse(null), quality, judged,
                lineage(manifest, job), job == null ? null : job.usage(),
                new Caveats(manifest, origin.orElse(null), quality, judged).all(), manifest.files());
    }

    private static Details details(ModelVersion version, Models.Model model) {
        Manifest manifest = version.manifest();
        List<String> aliases = new TreeMap<>(model.aliases()).entrySet()
                .stream()
                .filter(alias -> alias.getValue() == version.id().number())
                .map(Map.Entry::getKey)
                .toList();
        return new Details(task(manifest), manifest.network().format(), version.size(), version.sha256(), aliases,
                manifest.createdAt(), version.registeredAt());
    }

    static @Nullable Task task(Manifest manifest) {
        Schema schema = manifest.schema();
        Target target = manifest.target();
        return schema != null ? schema.task() : target == null ? null : target.task();
    }

    private static @Nullable Quality quality(VersionFolder folder) {
        if (!folder.has(VersionFolder.EVALUATION)) {
            return null;
        }
        Evaluation found = folder.evaluation();
        String split = Stream.of("test", "validation", "train")
                .filter(found.splits()::containsKey)
                .findFirst()
                .orElse("");
        List<Metric> metrics = new TreeMap<>(found.splits().getOrDefault(split, Map.of())).entrySet()
                .stream()
                .map(metric -> new Metric(metric.getKey(), metric.getValue(), found.intervals().get(metric.getKey())))
                .toList();
        return new Quality(split, metrics, found.splits(), found.groups(), found.slices(), found.calibration(),
                found.export());
    }

    private static Lineage lineage(Manifest manifest, @Nullable TrainJob job) {
        String trial = job == null || job.search() == null ? null
                : Optional.ofNullable(job.search().best()).map(best -> best.trial()).orElse(null);
        return new Lineage(manifest.source(), job == null ? null : job.warmStart(), trial);
    }
}
