package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.Trial;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Takes in models that others have made. A model becomes a version only once everything about it has been seen to be
 * well: its files are what they are said to be, its draft fits them, and a process of its own has loaded and run it.
 */
@Service
public class Intake {

    private final Staging staging;
    private final Opening opening;
    private final Models models;
    private final ObjectProvider<Trial> trial;
    private final Clock clock;
    private final Semaphore trials;

    Intake(
            Staging staging,
            Opening opening,
            Models models,
            ObjectProvider<Trial> trial,
            Clock clock,
            IntakeProperties properties) {
        this.staging = staging;
        this.opening = opening;
        this.models = models;
        this.trial = trial;
        this.clock = clock;
        this.trials = new Semaphore(properties.trials(), true);
    }

    /**
     * What became of a model that was brought.
     *
     * @param isNew whether it was not there before
     * @param notes what was asked for and is not heeded, and why
     */
    public record Taken(ModelVersion version, boolean isNew, List<String> notes) {

        public Taken {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Takes a model that a caller has sent. A model without a version in production gets this one.
     *
     * @throws Refusal when it cannot be served
     */
    public Taken take(ModelName model, Upload upload) {
        Draft said = DraftReading.read(upload.manifest());
        try (Staging.Stage stage = staging.open()) {
            Path artifact = stage.folder("artifact").resolve("artifact");
            upload.artifact().writeTo(artifact);
            Parcel parcel = withTokenizer(opening.file(artifact, upload.filename(), stage), upload.tokenizer(), stage);
            return take(model, Opening.complete(parcel, said), "upload", stage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a model out of a folder that nobody else changes; throws as {@link #take(ModelName, Upload)}. */
    Taken takeFolder(ModelName model, Path folder, Staging.Stage stage) {
        return take(model, Opening.complete(opening.folder(folder), Draft.EMPTY), "directory", stage);
    }

    /** Takes a file that nobody else changes; throws as {@link #take(ModelName, Upload)}. */
    Taken takeFile(ModelName model, Path file, Staging.Stage stage) {
        Parcel parcel = opening.file(file, file.getFileName().toString(), stage);
        return take(model, Opening.complete(parcel, Draft.EMPTY), "directory", stage);
    }

    private static Parcel withTokenizer(Parcel parcel, Upload.@Nullable Content tokenizer, Staging.Stage stage)
            throws IOException {
        if (tokenizer == null) {
            return parcel;
        }
        Path file = stage.folder("tokenizer").resolve(VersionFolder.TOKENIZER);
        tokenizer.writeTo(file);
        Map<String, Path> files = new HashMap<>(parcel.files());
        files.put(VersionFolder.TOKENIZER, file);
        return new Parcel(parcel.format(), files, parcel.draft(), parcel.notes());
    }

    private Taken take(ModelName model, Parcel parcel, String type, Staging.Stage stage) {
        Candidate candidate = new Candidate(stage.folder("version"), parcel, type,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<ModelVersion> known = known(model, candidate.source());
        ModelVersion version = known.orElseGet(() -> register(model, candidate));
        List<String> notes = new ArrayList<>(parcel.notes());
        if (models.alias(model, Models.PRODUCTION).isEmpty()) {
            notes.addAll(promote(version));
        }
        return new Taken(version, known.isEmpty(), notes);
    }

    private ModelVersion register(ModelName model, Candidate candidate) {
        candidate.write();
        candidate.seal(tried(candidate.folder()));
        return models.register(model, candidate.folder().path());
    }

    private Optional<ModelVersion> known(ModelName model, Manifest.Source source) {
        return models.find(model)
                .stream()
                .flatMap(found -> found.versions().stream())
                .filter(version -> version.manifest().source().equals(source))
                .findFirst();
    }

    private Signature tried(VersionFolder folder) {
        Trial here = trial.getIfAvailable();
        if (here == null) {
            throw new Refusal(Refusal.Kind.NOT_READY, "this instance serves no models, and so cannot try one");
        }
        trials.acquireUninterruptibly();
        try {
            return here.run(folder);
        } finally {
            trials.release();
        }
    }

    /** What kept it from production, if anything did: no device may have room for it just now. */
    List<String> promote(ModelVersion version) {
        try {
            models.point(Models.PRODUCTION, version.id());
            return List.of();
        } catch (Refusal e) {
            return List.of("it is registered but not in production: " + e.getMessage());
        }
    }
}
