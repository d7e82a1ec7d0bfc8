package dev.fairway.benchmark;

import dev.fairway.training.torchscript.ScriptModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Draws a network line by line: each operator gets a name, each weight random numbers as large as its inputs ask for. */
final class Drawing {

    private final Random random = new Random(7);
    private final List<ScriptModule.Attribute> tensors = new ArrayList<>();
    private final StringBuilder forward = new StringBuilder("def forward(self: __torch__.Net, x: Tensor) -> Tensor:\n");
    private int lines;

    /** A line that computes something, by what it takes; gives the name of the result. */
    @SuppressWarnings("AnnotateFormatMethod") // needs an annotation library that nothing else here does
    String add(String operator, Object... operands) {
        String name = "v" + lines++;
        forward.append("  ").append(name).append(" = ").append(operator.formatted(operands)).append('\n');
        return name;
    }

    /** A weight of the variance that He et al. (2015) give it. */
    String weight(int... shape) {
        int inputs = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        float[] values = new float[inputs * shape[0]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / inputs));
        }
        return tensor(values, true, shape);
    }

    String constant(float value, int length) {
        return tensor(filled(value, length), true, length);
    }

    /** A running statistic of a normalisation. */
    String statistic(float value, int length) {
        return tensor(filled(value, length), false, length);
    }

    /** The network that averages the maps, and tells classes from what is left. */
    ScriptModule classes(String maps, int channels, int classes) {
        String pooled = add("torch.flatten(torch.adaptive_avg_pool2d(%s, [1, 1]), 1)", maps);
        return returning(add("torch.linear(%s, %s, %s)", pooled, weight(classes, channels), constant(0.01f, classes)));
    }

    ScriptModule returning(String result) {
        return new ScriptModule(tensors, forward.append("  return ").append(result).append('\n').toString());
    }

    private String tensor(float[] values, boolean learnt, int... shape) {
        String name = "w" + tensors.size();
        tensors.add(new ScriptModule.Attribute(name, Arrays.stream(shape).asLongStream().toArray(), values, learnt));
        return "self." + name;
    }

    private static float[] filled(float value, int length) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
