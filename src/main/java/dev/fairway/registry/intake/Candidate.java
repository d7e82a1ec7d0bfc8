package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.TextSteps;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A version's folder in the making. */
final class Candidate {

    private final VersionFolder folder;
    private final Network.Format format;
    private final Draft draft;
    private final Manifest.Source source;
    private final Instant createdAt;

    /**
     * Lays the files of a parcel out as a version's.
     *
     * @param path an empty folder
     * @throws Refusal when the draft asks for a file that is not there
     */
    Candidate(Path path, Parcel parcel, String type, Instant createdAt) {
        this.folder = new VersionFolder(path);
        this.format = parcel.format();
        this.draft = parcel.draft();
        this.createdAt = createdAt;
        if (draft.text() != null && !parcel.files().containsKey(VersionFolder.TOKENIZER)) {
            throw Refusal.invalid("tokenizer",
                    "is missing; a text model needs the tokenizer.json that Hugging Face's tokenizers write");
        }
        parcel.files().forEach(this::moveIn);
        this.source = new Manifest.Source(type, Hashes.of(Hashes.ofFiles(path) + DraftReading.canonical(draft)), null);
    }

    private void moveIn(String name, Path file) {
        try {
            Files.move(file, folder.path().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for the same bytes and the same draft. */
    Manifest.Source source() {
        return source;
    }

    VersionFolder folder() {
        return folder;
    }

    /** Writes the documents, as far as they are known before the trial. */
    void write() {
        if (draft.preprocessing() != null) {
            folder.write(VersionFolder.PREPROCESSING, draft.preprocessing());
        }
        if (draft.golden() != null) {
            folder.write(VersionFolder.GOLDEN, draft.golden());
        }
        Draft.Tensors said = draft.signature();
        write(said == null ? null : said.signature(), Map.of());
    }

    /** Writes the manifest with what the trial has found and the hashes of all files. */
    void seal(Signature found) {
        Map<String, String> files = Hashes.ofFiles(folder.path());
        files.remove(VersionFolder.MANIFEST);
        write(found, files);
    }

    private void write(@Nullable Signature signature, Map<String, String> files) {
        Draft.Image image = draft.image();
        Draft.Text text = draft.text();
        TextSteps steps = text == null ? null : text.steps();
        Fairness fairness = draft.fairness();
        ServingWishes serving = draft.serving();
        folder.write(VersionFolder.MANIFEST,
                new Manifest(new Network(format, signature, draft.passing()), draft.schema(),
                        image == null ? null : image.steps(), steps, draft.target(),
                        fairness == null ? Fairness.NONE : fairness, serving == null ? ServingWishes.NONE : serving,
                        source, createdAt, files));
    }
}
