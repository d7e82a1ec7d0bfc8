package dev.fairway.registry;

import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.RowRecipe;
import dev.fairway.feature.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that is a version: everything that serving and watching it needs, and nothing else.
 *
 * <pre>
 * manifest.json        what it is, with the hash of every other file
 * model.pt             the network: TorchScript, or model.onnx
 * preprocessing.json   of a model of tables: the fitted steps from raw rows to tensors
 * tokenizer.json       of a model of texts: the tokenizer, as Hugging Face writes it, or else
 * vocabulary.json      the words that it knows, as train jobs find them in the training rows
 * generator.json       of a model that makes rows: how what it makes becomes raw rows, and whom they give away
 * reference.json       what the training rows and the predictions looked like, where that is known
 * evaluation.json      metrics per split and per protected group, where it was evaluated
 * golden.json          inputs with the outputs that they must give, where there are some
 * </pre>
 */
public record VersionFolder(Path path) {

    public static final String MANIFEST = "manifest.json";
    public static final String PREPROCESSING = "preprocessing.json";
    public static final String REFERENCE = "reference.json";
    public static final String TOKENIZER = "tokenizer.json";
    public static final String VOCABULARY = "vocabulary.json";
    public static final String GENERATOR = "generator.json";
    public static final String GOLDEN = "golden.json";
    public static final String EVALUATION = "evaluation.json";

    /** Writes and reads the folder's documents, in the process of the service and in that of a worker alike. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** The network's file. */
    public Path model(Network.Format format) {
        return path.resolve(format.file());
    }

    public boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    /** @throws DamagedVersion when it is missing or cannot be read; so do the other documents */
    public Manifest manifest() {
        return read(MANIFEST, Manifest.class);
    }

    public Preprocessing preprocessing() {
        return read(PREPROCESSING, Preprocessing.class);
    }

    /** @throws DamagedVersion also when the version has a tokenizer instead */
    public Vocabulary vocabulary() {
        return read(VOCABULARY, Vocabulary.class);
    }

    /** @throws DamagedVersion also when the version makes no rows, which {@link #has} tells */
    public RowRecipe generator() {
        return read(GENERATOR, RowRecipe.class);
    }

    /** @throws DamagedVersion also when the version has none, which {@link #has} tells; so does the evaluation */
    public ReferenceProfile reference() {
        return read(REFERENCE, ReferenceProfile.class);
    }

    public Evaluation evaluation() {
        return read(EVALUATION, Evaluation.class);
    }

    /**
     * Reads every file and compares it with the manifest.
     *
     * @throws DamagedVersion when a file is missing, changed or not named, or the manifest is none
     */
    public void verify() {
        Integrity.check(path);
    }

    /** Writes one of the folder's documents; the same value gives the same bytes. */
    public void write(String file, Object document) {
        JSON.writerWithDefaultPrettyPrinter().writeValue(path.resolve(file), document);
    }

    /** Reads a document that only who wrote it knows. */
    public <T> T read(String file, Class<T> type) {
        try {
            return JSON.readValue(path.resolve(file), type);
        } catch (JacksonException e) {
            DamagedVersion damaged = new DamagedVersion(file, "is missing or cannot be read");
            damaged.initCause(e);
            throw damaged;
        }
    }
}
