package dev.fairway.training.course;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.ReferenceProfile;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.registry.Modality;
import dev.fairway.tensor.Signature;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.prepare.Samples;
import dev.fairway.training.prepare.Variation;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that learning and judging need, fitted on the training rows.
 *
 * @param schema what the model will predict, and the columns that it will read where it reads columns
 * @param variation what is made of the rows to learn from, epoch by epoch
 * @param parts the rows to learn from, those to stop by and those to judge by, where there are any, in this order
 */
public record Material(Schema schema, NetworkShape shape, Variation variation, Map<String, Part> parts, Served served) {

    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";

    public Material {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * The rows of one part.
     *
     * @param attributes the protected attributes of each row, in words
     * @param before what was true just before each row; null where the rows were not dealt out by a time that tells
     */
    public record Part(Samples samples, Truth truth, Rows attributes, @Nullable Truth before) {

        public Part(Samples samples, Truth truth, Rows attributes) {
            this(samples, truth, attributes, null);
        }
    }

    /**
     * What serving and watching need beside the network.
     *
     * @param documents what is written into the version's folder, by file
     * @param raw the columns of the training rows as they came in; none of images and texts
     * @param gives the tensors of a network whose output has no target; null where it has one
     */
    public record Served(Modality modality, Map<String, Object> documents, Rows raw, @Nullable Signature gives) {

        /** Of a network whose output has a target. */
        public Served(Modality modality, Map<String, Object> documents, Rows raw) {
            this(modality, documents, raw, null);
        }
    }

    public Part train() {
        return part(TRAIN);
    }

    /** The rows that decide which epoch is the best; null when there are none. */
    public @Nullable Part validation() {
        return parts.get(VALIDATION);
    }

    public Part part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /** The test rows, or the best that there is instead of them. */
    public String heldOut() {
        return parts.keySet().stream().reduce((_, last) -> last).orElseThrow();
    }

    /** The same rows with a target about which more is known by now, such as from what limit on a row is an anomaly. */
    public Material with(Target target) {
        Schema known = new Schema(schema.task(), schema.features(), target);
        Modality modality = switch (served.modality()) {
            case Modality.Table _ -> new Modality.Table(known);
            case Modality.Images images -> new Modality.Images(images.steps(), target);
            case Modality.Texts texts -> new Modality.Texts(texts.steps(), target);
            case Modality.Tensors tensors -> tensors;
        };
        return new Material(known, shape, variation, parts, new Served(modality, served.documents(), served.raw()));
    }

    /** The same rows for a network that learns on from a file. */
    public Material on(Path base) {
        return new Material(schema, new NetworkShape(shape.architecture(), shape.extents(), shape.outputs(), base),
                variation, parts, served);
    }

    /** @param said what the network says of the rows that it was not trained on */
    public ReferenceProfile reference(Predictions said) {
        return ReferenceProfile.fit(schema, served.raw(), said);
    }
}
