package dev.fairway.training.torchscript;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a module's last layer: a linear map, or filters of a convolution that stands for one.
 *
 * @param weight name of its matrix, of which each row is an output
 * @param shape extents of that matrix
 * @param bias name of its bias; null where it has none
 */
public record Head(String weight, List<Long> shape, @Nullable String bias) {

    public Head {
        shape = List.copyOf(shape);
    }

    /**
     * The last matrix of so many outputs, with the bias that is declared behind it.
     *
     * @param layer name of the layer or of its matrix; null to look for it
     */
    public static Optional<Head> find(ArchivedTensors module, long outputs, @Nullable String layer) {
        List<String> names = module.names();
        return names.reversed()
                .stream()
                .filter(name -> layer == null || List.of(layer, layer + ".weight", layer + "_weight").contains(name))
                .filter(name -> shape(module, name).size() > 1 && shape(module, name).getFirst() == outputs)
                .findFirst()
                .map(name -> new Head(name, shape(module, name), bias(module, names, name)));
    }

    private static List<Long> shape(ArchivedTensors module, String name) {
        return module.shape(name).orElse(List.of());
    }

    private static @Nullable String bias(ArchivedTensors module, List<String> names, String weight) {
        int next = names.indexOf(weight) + 1;
        boolean fits = next < names.size() && parent(names.get(next)).equals(parent(weight))
                && shape(module, names.get(next)).equals(shape(module, weight).subList(0, 1));
        return fits ? names.get(next) : null;
    }

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    /** Fresh tensors for the same place with another number of outputs, by name. */
    public Map<String, ArchivedTensors.Tensor> fresh(long outputs, long seed) {
        List<Long> extents = new ArrayList<>(shape);
        extents.set(0, outputs);
        float[] values = new float[extents.stream().reduce(1L, Math::multiplyExact).intValue()];
        SplittableRandom random = new SplittableRandom(seed);
        double deviation = Math.sqrt((double) outputs / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        Map<String, ArchivedTensors.Tensor> tensors = new LinkedHashMap<>();
        tensors.put(weight, new ArchivedTensors.Tensor(extents, values));
        if (bias != null) {
            tensors.put(bias, new ArchivedTensors.Tensor(List.of(outputs), new float[(int) outputs]));
        }
        return tensors;
    }
}
