package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.feature.ImageSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Convolve;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Flatten;
import dev.fairway.training.djl.layer.Layer;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.MaxPool;
import dev.fairway.training.djl.layer.MeanPool;
import dev.fairway.training.djl.layer.Relu;
import dev.fairway.training.djl.layer.Residual;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;

/** Convolutions over images, one layer after the other. */
record ImageNetwork(Chain layers) implements Network {

    private static final int SIDE = 5;
    /** From this on an image is a photograph, which a residual network first makes smaller. */
    private static final int PHOTOGRAPH = 96;

    /** Convolutions of 5 × 5, each followed by pooling; then linear maps. */
    static ImageNetwork of(NDManager manager, Architecture.Lenet lenet, NetworkShape shape, long seed) {
        Extents.Image image = (Extents.Image) shape.extents();
        Weights weights = new Weights(manager, seed);
        List<Layer> layers = new ArrayList<>();
        int channels = image.channels();
        int height = image.height();
        int width = image.width();
        for (int c = 0; c < lenet.channels().size(); c++) {
            layers.add(Convolve.of(weights, "convolution_" + c, channels, lenet.channels().get(c), SIDE));
            layers.add(new Relu());
            channels = lenet.channels().get(c);
            if (height >= 2 && width >= 2) {
                layers.add(MaxPool.halving());
                height /= 2;
                width /= 2;
            }
        }
        layers.add(new Flatten());
        int inputs = channels * height * width;
        for (int h = 0; h < lenet.hidden().size(); h++) {
            layers.add(Linear.of(weights, "hidden_" + h, inputs, lenet.hidden().get(h)));
            layers.add(new Relu());
            layers.add(new Drop(lenet.dropout()));
            inputs = lenet.hidden().get(h);
        }
        layers.add(Linear.of(weights, "head", inputs, shape.outputs()));
        return new ImageNetwork(new Chain(layers));
    }

    /** Stages of residual blocks; each but the first halves the extent and doubles the channels. */
    static ImageNetwork of(NDManager manager, Architecture.Resnet resnet, NetworkShape shape, long seed) {
        Extents.Image image = (Extents.Image) shape.extents();
        Weights weights = new Weights(manager, seed);
        List<Layer> layers = new ArrayList<>();
        boolean photographs = Math.min(image.height(), image.width()) >= PHOTOGRAPH;
        layers.add(Residual.stem(weights, image.channels(), resnet.width(), photographs));
        int stages = stages(resnet.depth());
        int blocks = (resnet.depth() - 2) / stages / 2;
        int channels = resnet.width();
        for (int stage = 0; stage < stages; stage++) {
            int outputs = resnet.width() << stage;
            for (int block = 0; block < blocks; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                layers.add(Residual.of(weights, "block_%d_%d".formatted(stage, block), channels, outputs, stride));
                channels = outputs;
            }
        }
        layers.add(new MeanPool());
        layers.add(new Drop(resnet.dropout()));
        layers.add(Linear.of(weights, "head", channels, shape.outputs()));
        return new ImageNetwork(new Chain(layers));
    }

    /** Two convolutions per block: 6n + 2 layers have three stages, 8n + 2 (18) have four. */
    private static int stages(int depth) {
        return (depth - 2) % 6 == 0 ? 3 : 4;
    }

    @Override
    public NDArray forward(Batch batch, boolean training) {
        return layers.forward(batch.input(ImageSteps.IMAGE), training);
    }

    @Override
    public List<Weight> weights() {
        return layers.weights();
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(List.of(ImageSteps.IMAGE));
        return source.returning(layers.script(source, ImageSteps.IMAGE), weights());
    }

    @Override
    public int evaluationRows() {
        return 256;
    }
}
