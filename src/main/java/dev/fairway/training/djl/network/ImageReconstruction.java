package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import dev.fairway.feature.ImageSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.layer.Flatten;
import dev.fairway.training.djl.layer.Source;
import java.util.List;

/** The error of an image is the mean squared difference of its pixels, in the units that the network reads. */
record ImageReconstruction(Extents.Image image) implements Reconstruction {

    @Override
    public int read() {
        return image.channels() * image.height() * image.width();
    }

    @Override
    public int said() {
        return read();
    }

    @Override
    public NDArray input(Batch batch, boolean training) {
        return new Flatten().forward(batch.input(ImageSteps.IMAGE), training);
    }

    @Override
    public String input(Source source) {
        return new Flatten().script(source, ImageSteps.IMAGE);
    }

    @Override
    public List<String> inputs() {
        return List.of(ImageSteps.IMAGE);
    }

    @Override
    public NDArray error(Batch batch, NDArray said) {
        return said.sub(input(batch, false)).square().mean(new int[]{1}, true);
    }

    @Override
    public String error(Source source, String said) {
        return source.let("torch.mean(torch.square(torch.sub(%s, torch.flatten(%s, 1))), [1], True)".formatted(said,
                ImageSteps.IMAGE));
    }

    @Override
    public List<Weight> weights() {
        return List.of();
    }
}
