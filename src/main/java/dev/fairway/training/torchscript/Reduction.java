package dev.fairway.training.torchscript;

import dev.fairway.training.torchscript.ScriptModule.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Writes the matrices of a module with fewer bits, and has the module make single-precision numbers of them before it
 * computes. Biases and normalisations are few and stay as they are.
 */
record Reduction(ScriptModule module) {

    /** Behind the name of a tensor, the name of its scales. */
    static final String SCALE = "_scale";

    private static final int MOST = 127;

    ScriptModule to(Precision precision) {
        List<Attribute> tensors = new ArrayList<>();
        String forward = module.forward();
        for (Attribute tensor : module.tensors()) {
            if (tensor.shape().length < 2 || precision == Precision.FLOAT32) {
                tensors.add(tensor);
                continue;
            }
            String restored = "torch.to(self.%s, 6)".formatted(tensor.name());
            if (precision == Precision.FLOAT16) {
                tensors.add(tensor.stored(Element.HALF, tensor.values()));
            } else {
                Attribute scales = scales(tensor);
                tensors.add(tensor.stored(Element.CHAR, whole(tensor, scales.values())));
                tensors.add(scales);
                restored = "torch.mul(%s, self.%s)".formatted(restored, scales.name());
            }
            forward = forward.replaceAll("\\bself\\.%s\\b".formatted(tensor.name()),
                    Matcher.quoteReplacement(restored));
        }
        return new ScriptModule(tensors, forward);
    }

    /** Per output the number that 1 stands for, so that the greatest becomes 127. */
    private static Attribute scales(Attribute tensor) {
        int outputs = (int) tensor.shape()[0];
        int width = tensor.values().length / outputs;
        float[] scales = new float[outputs];
        for (int i = 0; i < tensor.values().length; i++) {
            scales[i / width] = Math.max(scales[i / width], Math.abs(tensor.values()[i]) / MOST);
        }
        for (int o = 0; o < outputs; o++) {
            scales[o] = scales[o] == 0 ? 1 : scales[o];
        }
        long[] shape = new long[tensor.shape().length];
        Arrays.fill(shape, 1);
        shape[0] = outputs;
        return new Attribute(tensor.name() + SCALE, shape, scales, false);
    }

    private static float[] whole(Attribute tensor, float[] scales) {
        int width = tensor.values().length / scales.length;
        float[] whole = new float[tensor.values().length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.clamp((float) Math.rint(tensor.values()[i] / scales[i / width]), -MOST, MOST);
        }
        return whole;
    }
}
