package dev.fairway.training.images;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Images;
import dev.fairway.feature.ImageSteps;
import dev.fairway.training.items.Labelled;
import dev.fairway.training.spec.ImageInput;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of a data set that have a class, decoded and scaled to the network's size once: a byte per sample is a
 * quarter of what the network reads, so that all of them fit into memory.
 *
 * @param steps what was done to them, and what is yet to be done where that is known
 * @param samples a row per image, in the layout of the network
 */
public record ImageExamples(Labelled labelled, ImageSteps steps, byte[][] samples) {

    /** Reads and scales them, on all processors. */
    public static ImageExamples read(Dataset dataset, ImageInput input) {
        return read(dataset, new ImageSteps(input.height(), input.width(), input.color().color(), null, List.of(),
                List.of(), ImageSteps.Layout.NCHW));
    }

    /** The same by the steps that a version takes. */
    public static ImageExamples read(Dataset dataset, ImageSteps steps) {
        try (Images images = Images.open(dataset)) {
            Labelled labelled = Labelled.of(images.count(), images::label, images::split);
            byte[][] samples = new byte[labelled.count()][];
            IntStream.range(0, samples.length)
                    .parallel()
                    .forEach(i -> samples[i] = steps.samples(images.pixels(labelled.items()[i])));
            return new ImageExamples(labelled, steps, samples);
        }
    }
}
