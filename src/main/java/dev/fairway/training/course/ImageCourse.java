package dev.fairway.training.course;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Schema;
import dev.fairway.registry.Modality;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.djl.network.Extents;
import dev.fairway.training.djl.network.NetworkShape;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.images.AlteredImages;
import dev.fairway.training.images.ImageExamples;
import dev.fairway.training.images.PreparedImages;
import dev.fairway.training.spec.ImageInput;
import java.util.Map;
import java.util.Objects;

/** Images, a class each. */
record ImageCourse(TrainSpec spec, ImageExamples examples, Partition partition) implements Course {

    static ImageCourse of(TrainSpec spec, Dataset dataset) {
        ImageInput input = Objects.requireNonNull(spec.preprocessing().image());
        ImageExamples examples = ImageExamples.read(dataset, input);
        return new ImageCourse(spec, examples, examples.labelled().partition(spec.split(), spec.seed()));
    }

    @Override
    public String subject() {
        ImageInput input = examples.input();
        return "%d images of %d × %d".formatted(examples.labelled().count(), input.height(), input.width());
    }

    @Override
    public Material prepare() {
        ItemParts items = new ItemParts(spec, examples.labelled().truth(), partition);
        PreparedImages prepared = PreparedImages.of(examples, partition);
        ImageSteps steps = prepared.steps();
        Schema schema = items.schema();
        Extents extents = new Extents.Image(steps.color().channels(), steps.height(), steps.width());
        return new Material(schema, new NetworkShape(spec.architecture(), extents, schema.target().width()),
                new AlteredImages(spec.preprocessing().augment()), items.parts(prepared.inputs()),
                new Material.Served(new Modality.Images(steps, schema.target()), Map.of(), items.training()));
    }
}
