package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Schema;
import dev.fairway.registry.Modality;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.examples.Truth;
import dev.fairway.training.images.AlteredImages;
import dev.fairway.training.images.ImageExamples;
import dev.fairway.training.images.PreparedImages;
import dev.fairway.training.spec.ImageInput;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images, a class each; or images that others are to be told from. Where a class is named to judge that by, its most
 * frequent one is learnt from.
 *
 * @param given the steps of a network that learns on; null to measure them
 */
record ImageCourse(TrainSpec spec, ImageExamples examples, Truth truth, Partition partition, @Nullable ImageSteps given)
        implements
            Course {

    /** The class that an image lies under. */
    private static final String LABEL = "label";

    /** @param base a version whose steps are taken where it has some; null where there is none */
    static ImageCourse of(TrainSpec spec, Dataset dataset, @Nullable VersionFolder base) {
        ImageInput input = Objects.requireNonNull(spec.preprocessing().image());
        ImageSteps given = base != null && base.manifest().modality() instanceof Modality.Images(var steps, _) ? steps
                : null;
        ImageExamples examples = given == null ? ImageExamples.read(dataset, input)
                : ImageExamples.read(dataset, given);
        Partition partition = examples.labelled().partition(spec.split(), spec.seed());
        Truth truth = truth(spec, examples.labelled().truth());
        return new ImageCourse(spec, examples, truth, AnomalyCourse.normal(partition, truth), given);
    }

    private static Truth truth(TrainSpec spec, Truth.Classes classes) {
        if (!spec.architecture().isUnsupervised()) {
            return classes;
        }
        return spec.target().equals(LABEL) ? Truth.Anomalies.of(classes)
                : new Truth.Anomalies(new boolean[classes.rows()], false);
    }

    @Override
    public String subject() {
        ImageSteps steps = examples.steps();
        return "%d images of %d × %d".formatted(examples.labelled().count(), steps.height(), steps.width());
    }

    @Override
    public Material prepare() {
        ItemParts items = new ItemParts(spec, truth, partition);
        PreparedImages prepared = given == null ? PreparedImages.of(examples, partition)
                : PreparedImages.of(examples, partition, given);
        ImageSteps steps = prepared.steps();
        Schema schema = items.schema();
        Extents extents = new Extents.Image(steps.color().channels(), steps.height(), steps.width());
        return new Material(schema, new NetworkShape(spec.architecture(), extents, schema.target().width()),
                new AlteredImages(spec.preprocessing().augment()), items.parts(prepared.inputs()),
                new Material.Served(new Modality.Images(steps, schema.target()), Map.of(), items.training()));
    }
}
