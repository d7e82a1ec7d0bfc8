package dev.fairway.registry.intake;

import dev.fairway.feature.ImageSteps;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.TensorSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what the steps of an image model contradict each other or the signature in. */
final class ImageCheck {

    private static final int LARGEST = 8_192;

    private ImageCheck() {}

    static void check(Draft.Image image, Draft.@Nullable Tensors signature, Mistakes mistakes) {
        int channels = image.colors().channels();
        mistakes.unless(image.height() >= 1 && image.height() <= LARGEST, "image.height", "must be 1 to " + LARGEST);
        mistakes.unless(image.width() >= 1 && image.width() <= LARGEST, "image.width", "must be 1 to " + LARGEST);
        Integer resize = image.resize();
        mistakes.unless(resize == null || (resize >= Math.max(image.height(), image.width()) && resize <= LARGEST),
                "image.resize", "must be at least as large as height and width, which are cut out of what it makes");
        mistakes.unless(fits(image.mean(), channels), "image.mean", "must have a value per channel: " + channels);
        mistakes.unless(fits(image.std(), channels), "image.std", "must have a value per channel: " + channels);
        List<Double> std = image.std();
        mistakes.unless(std == null || std.stream().allMatch(value -> value > 0), "image.std", "must be above 0");
        if (signature != null && mistakes.isEmpty()) {
            mistakes.unless(fits(image.steps(), signature.inputs()), "signature.inputs",
                    "contradicts image, which makes one FP32 tensor of shape " + shape(image.steps()));
        }
    }

    private static boolean fits(@Nullable List<Double> values, int channels) {
        return values == null || values.isEmpty() || values.size() == channels;
    }

    private static boolean fits(ImageSteps steps, List<TensorSpec> inputs) {
        return inputs.size() == 1 && inputs.getFirst().datatype() == DataType.FP32
                && inputs.getFirst().admits(shape(steps));
    }

    /** Of one image. */
    private static List<Integer> shape(ImageSteps steps) {
        int channels = steps.color().channels();
        return switch (steps.layout()) {
            case NCHW -> List.of(1, channels, steps.height(), steps.width());
            case NHWC -> List.of(1, steps.height(), steps.width(), channels);
        };
    }
}
