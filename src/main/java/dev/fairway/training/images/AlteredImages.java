package dev.fairway.training.images;

import dev.fairway.training.prepare.Input;
import dev.fairway.training.prepare.Variation;
import dev.fairway.training.spec.Augmentation;
import java.util.List;
import java.util.SplittableRandom;

/** Alters the images of a batch, each by draws of its own, one alteration after the other. */
public record AlteredImages(List<Augmentation> alterations) implements Variation {

    public AlteredImages {
        alterations = List.copyOf(alterations);
    }

    @Override
    public Input apply(Input input, SplittableRandom random) {
        if (!alterations.isEmpty() && input instanceof Input.Bytes images) {
            for (int at = 0; at < images.values().length; at += images.width()) {
                Canvas canvas = new Canvas(images, at);
                alterations.forEach(alteration -> alter(canvas, alteration, random));
            }
        }
        return input;
    }

    private static void alter(Canvas canvas, Augmentation alteration, SplittableRandom random) {
        switch (alteration) {
            case Augmentation.Flip(double probability) -> {
                if (random.nextDouble() < probability) {
                    canvas.mirror();
                }
            }
            case Augmentation.Crop(int padding) ->
                canvas.shift(random.nextInt(-padding, padding + 1), random.nextInt(-padding, padding + 1));
            case Augmentation.Rotate(double degrees) -> canvas.turn(Math.toRadians(either(degrees, random)));
            case Augmentation.Colour(double brightness, double contrast, double saturation) -> canvas
                    .tint(1 + either(brightness, random), 1 + either(contrast, random), 1 + either(saturation, random));
            case Augmentation.Cutout(int size) ->
                canvas.blank(random.nextInt(canvas.width()), random.nextInt(canvas.height()), size);
        }
    }

    /** A number up to the limit, either way. */
    private static double either(double limit, SplittableRandom random) {
        return limit * (2 * random.nextDouble() - 1);
    }
}
