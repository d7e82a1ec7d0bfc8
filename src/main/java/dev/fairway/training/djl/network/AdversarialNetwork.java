package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Preprocessing;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import dev.fairway.training.djl.layer.Chain;
import dev.fairway.training.djl.layer.Drop;
import dev.fairway.training.djl.layer.Flatten;
import dev.fairway.training.djl.layer.Layer;
import dev.fairway.training.djl.layer.LeakyRelu;
import dev.fairway.training.djl.layer.Linear;
import dev.fairway.training.djl.layer.Normalise;
import dev.fairway.training.djl.layer.Relu;
import dev.fairway.training.djl.layer.Source;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One network that makes rows from noise and one that tells them from real ones (Goodfellow et al. 2014,
 * arXiv:1406.2661). A row is its numbers, then the chances of each category of each categorical column; an image is its
 * pixels in the units that networks read.
 *
 * <p>Neither network's loss says how good the rows are. What is watched instead is how far mean and spread of the made
 * columns are from those of the real ones. The script is the maker alone: {@value #NOISE}, FP32 of shape (rows, noise),
 * to rows.
 */
public final class AdversarialNetwork implements Network {

    public static final String NOISE = "noise";

    private static final double SLOPE = 0.2;

    private final Extents extents;
    private final int noise;
    private final Chain maker;
    private final Chain judge;

    AdversarialNetwork(NDManager manager, Architecture.Gan gan, NetworkShape shape, long seed) {
        Weights weights = new Weights(manager, seed);
        extents = shape.extents();
        noise = gan.noise();
        int width = width(extents);
        List<Layer> making = new ArrayList<>();
        List<Layer> judging = new ArrayList<>();
        int made = noise;
        int judged = width;
        for (int h = 0; h < gan.hidden().size(); h++) {
            int units = gan.hidden().get(h);
            making.addAll(List.of(Linear.of(weights, "maker_" + h, made, units),
                    Normalise.of(weights, "maker_%d_norm".formatted(h), units), new Relu()));
            judging.addAll(List.of(Linear.of(weights, "judge_" + h, judged, units), new LeakyRelu(SLOPE),
                    new Drop(gan.dropout())));
            made = units;
            judged = units;
        }
        making.add(Linear.of(weights, "maker_head", made, width));
        judging.add(Linear.of(weights, "judge_head", judged, 1));
        maker = new Chain(making);
        judge = new Chain(judging);
    }

    private static int width(Extents extents) {
        return switch (extents) {
            case Extents.Table table ->
                table.numeric() + table.cardinalities().stream().mapToInt(Integer::intValue).sum();
            case Extents.Image image -> image.channels() * image.height() * image.width();
            case Extents.Text _ -> throw new IllegalArgumentException("texts are not made from noise");
        };
    }

    /** Real rows as the judge reads them. */
    public NDArray real(Batch batch) {
        return switch (extents) {
            case Extents.Table table -> {
                NDList parts = new NDList();
                if (table.numeric() > 0) {
                    parts.add(batch.input(Preprocessing.NUMERIC));
                }
                for (int c = 0; c < table.cardinalities().size(); c++) {
                    parts.add(batch.input(Preprocessing.CATEGORICAL)
                            .get(new NDIndex(":, {}", c))
                            .oneHot(table.cardinalities().get(c), DataType.FLOAT32));
                }
                yield NDArrays.concat(parts, 1);
            }
            case Extents.Image _ -> new Flatten().forward(batch.input(ImageSteps.IMAGE), true);
            case Extents.Text _ -> throw new IllegalStateException("no such network");
        };
    }

    /** As many rows as the batch has, made from noise of libtorch's generator. */
    public NDArray made(Batch batch, boolean training) {
        return made(batch.manager().randomNormal(new Shape(batch.rows(), noise)), training);
    }

    private NDArray made(NDArray from, boolean training) {
        NDArray raw = maker.forward(from, training);
        if (!(extents instanceof Extents.Table table) || table.cardinalities().isEmpty()) {
            return raw;
        }
        NDList parts = new NDList();
        if (table.numeric() > 0) {
            parts.add(raw.get(new NDIndex().addAllDim().addSliceDim(0, table.numeric())));
        }
        int at = table.numeric();
        for (int cardinality : table.cardinalities()) {
            parts.add(raw.get(new NDIndex().addAllDim().addSliceDim(at, at + cardinality)).softmax(1));
            at += cardinality;
        }
        return NDArrays.concat(parts, 1);
    }

    /** What speaks for rows being real, of shape (rows, 1). */
    public NDArray judged(NDArray rows, boolean training) {
        return judge.forward(rows, training);
    }

    /** The same number for each row: how far the columns of as many made rows are from theirs, in mean and spread. */
    @Override
    public NDArray forward(Batch batch, boolean training) {
        NDArray real = real(batch);
        NDArray made = made(batch, training);
        NDArray distance = mean(real).sub(mean(made)).abs().add(spread(real).sub(spread(made)).abs()).mean();
        return batch.targets().zerosLike().add(distance);
    }

    private static NDArray mean(NDArray rows) {
        return rows.mean(new int[]{0}, true);
    }

    private static NDArray spread(NDArray rows) {
        return mean(rows.sub(mean(rows)).square()).sqrt();
    }

    @Override
    public NDArray answer(Batch batch) {
        return made(batch.input(NOISE), false);
    }

    public List<Weight> maker() {
        return maker.weights();
    }

    public List<Weight> judge() {
        return judge.weights();
    }

    @Override
    public List<Weight> weights() {
        return Stream.concat(maker().stream(), judge().stream()).toList();
    }

    @Override
    public ScriptModule script() {
        Source source = new Source(List.of(NOISE));
        String raw = maker.script(source, NOISE);
        if (extents instanceof Extents.Table table && !table.cardinalities().isEmpty()) {
            List<String> parts = new ArrayList<>();
            parts.add("torch.slice(%s, 1, 0, %d, 1)".formatted(raw, table.numeric()));
            int at = table.numeric();
            for (int cardinality : table.cardinalities()) {
                parts.add("torch.softmax(torch.slice(%s, 1, %d, %d, 1), 1)".formatted(raw, at, at + cardinality));
                at += cardinality;
            }
            raw = source.let("torch.cat([%s], 1)".formatted(String.join(", ", parts)));
        }
        return source.returning(raw, maker());
    }
}
