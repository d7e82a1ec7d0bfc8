package dev.fairway.training.images;

import dev.fairway.feature.ImageSteps;
import dev.fairway.training.examples.Partition;
import dev.fairway.training.prepare.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images as a network reads them, with figures measured on the training images alone.
 *
 * @param steps what is done to an image, in training and when serving
 * @param inputs the samples of each part
 */
public record PreparedImages(ImageSteps steps, Map<String, List<Input>> inputs) {

    public static PreparedImages of(ImageExamples examples, Partition partition) {
        ImageSteps scaled = examples.steps();
        ChannelMoments moments = ChannelMoments.of(examples.samples(), partition.train(), scaled.color().channels());
        return of(examples, partition, new ImageSteps(scaled.height(), scaled.width(), scaled.color(), scaled.resize(),
                moments.mean(), moments.std(), scaled.layout()));
    }

    /** The same with figures that are known. */
    public static PreparedImages of(ImageExamples examples, Partition partition, ImageSteps steps) {
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        partition.parts().forEach((part, images) -> inputs.put(part, List.of(input(examples, images, steps))));
        return new PreparedImages(steps, inputs);
    }

    private static Input input(ImageExamples examples, int[] images, ImageSteps steps) {
        int channels = steps.color().channels();
        int width = channels * steps.height() * steps.width();
        byte[] samples = new byte[Math.multiplyExact(images.length, width)];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(examples.samples()[images[i]], 0, samples, i * width, width);
        }
        return new Input.Bytes(ImageSteps.IMAGE, List.of(channels, steps.height(), steps.width()), samples,
                new Input.Scaling(steps.mean(), steps.std()));
    }
}
