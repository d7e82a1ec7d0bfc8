package dev.fairway.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.feature.TextSteps;
import dev.fairway.tensor.Signature;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a version is and what it is made of: {@code manifest.json}, the first file of a version's folder.
 *
 * <p>At most one of {@code schema}, {@code image} and {@code text} is there; without any the callers send the network's
 * own tensors.
 *
 * @param network the network; a manifest that does not say is that of a train job
 * @param schema the columns that a model of tables reads and predicts
 * @param image how an image model's input is made
 * @param text how a text model's input is made
 * @param target what the output of an image or text model means; null where it has no meaning that is known
 * @param fairness which groups its monitor compares
 * @param serving what it asks for when it is loaded
 * @param source where the version comes from
 * @param createdAt when it was made
 * @param files SHA-256 of every other file of the folder, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        Network network,
        @Nullable Schema schema,
        @Nullable ImageSteps image,
        @Nullable TextSteps text,
        @Nullable Target target,
        Fairness fairness,
        ServingWishes serving,
        Source source,
        Instant createdAt,
        Map<String, String> files) {

    public Manifest {
        network = Objects.requireNonNullElse(network, Network.TRAINED);
        fairness = Objects.requireNonNullElse(fairness, Fairness.NONE);
        serving = Objects.requireNonNullElse(serving, ServingWishes.NONE);
        files = new TreeMap<>(files);
    }

    /** The manifest of a version that a train job made. */
    public static Manifest trained(
            Modality modality,
            Fairness fairness,
            Source source,
            Instant createdAt,
            Map<String, String> files) {
        return trained(modality, null, fairness, source, createdAt, files);
    }

    /** @param gives the tensors of a network whose output has no target; null where it has one */
    public static Manifest trained(
            Modality modality,
            @Nullable Signature gives,
            Fairness fairness,
            Source source,
            Instant createdAt,
            Map<String, String> files) {
        Schema schema = null;
        ImageSteps image = null;
        TextSteps text = null;
        Target target = null;
        switch (modality) {
            case Modality.Table table -> schema = table.schema();
            case Modality.Images images -> {
                image = images.steps();
                target = images.target();
            }
            case Modality.Texts texts -> {
                text = texts.steps();
                target = texts.target();
            }
            case Modality.Tensors _ -> {
                // the signature says it all
            }
        }
        return new Manifest(new Network(Network.Format.TORCHSCRIPT, gives), schema, image, text, target, fairness,
                ServingWishes.NONE, source, createdAt, files);
    }

    /**
     * What callers send.
     *
     * @throws DamagedVersion when the manifest says neither that nor what the network reads
     */
    @JsonIgnore
    public Modality modality() {
        if (schema != null) {
            return new Modality.Table(schema);
        }
        if ((image != null || text != null) && target == null && network.signature() == null) {
            throw new DamagedVersion(VersionFolder.MANIFEST,
                    "must have a target or network.signature beside its steps");
        }
        if (image != null) {
            return new Modality.Images(image, target);
        }
        if (text != null) {
            return new Modality.Texts(text, target);
        }
        Signature signature = network.signature();
        if (signature != null) {
            return new Modality.Tensors(signature);
        }
        throw new DamagedVersion(VersionFolder.MANIFEST, "must have one of schema, image, text or network.signature");
    }

    /**
     * @param type {@code train_job}, {@code upload} or {@code directory}
     * @param id id of the train job or of the upload, or what tells one state of a watched file from another
     * @param dataset SHA-256 of the data set that it was trained on; null where that is not known
     */
    public record Source(String type, String id, @Nullable String dataset) {}
}
