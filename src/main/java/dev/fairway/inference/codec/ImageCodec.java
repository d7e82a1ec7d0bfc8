package dev.fairway.inference.codec;

import dev.fairway.feature.ImageSteps;
import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;

/** Encoded images go in by the version's steps; predictions of its target, or the network's own tensors, come out. */
public final class ImageCodec implements Codec {

    static final Items IMAGES = Items.named(ImageSteps.IMAGE);

    private final ImageSteps steps;
    private final Meaning meaning;
    private final int maxPixels;
    private final byte[] black = black();

    ImageCodec(ImageSteps steps, Meaning meaning, int maxPixels) {
        this.steps = steps;
        this.meaning = meaning;
        this.maxPixels = maxPixels;
    }

    @Override
    public Signature signature() {
        return new Signature(List.of(IMAGES.spec()), meaning.specs());
    }

    @Override
    public List<Tensor> encode(Input input) {
        return List.of(steps.apply(IMAGES.of(input), maxPixels));
    }

    @Override
    public Output decode(Input input, List<Tensor> outputs) {
        return meaning.of(outputs);
    }

    /** Black images. */
    @Override
    public Input blank(int rows) {
        return new Input.Items(Collections.nCopies(rows, black));
    }

    private static byte[] black() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
