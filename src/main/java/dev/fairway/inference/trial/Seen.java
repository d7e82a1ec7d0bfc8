package dev.fairway.inference.trial;

import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import dev.fairway.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a network was seen to do; an extent that differed between runs is a variable one. */
record Seen(List<Run> runs) {

    record Run(List<Tensor> inputs, List<Tensor> outputs) {}

    /** @param said what is known of its inputs; null for nothing */
    Signature signature(@Nullable Signature said) {
        return new Signature(said == null ? specs(Run::inputs) : said.inputs(), specs(Run::outputs));
    }

    private List<TensorSpec> specs(Function<Run, List<Tensor>> side) {
        List<TensorSpec> specs = new ArrayList<>();
        List<Tensor> first = side.apply(runs.getFirst());
        for (int i = 0; i < first.size(); i++) {
            int index = i;
            List<List<Integer>> shapes = runs.stream().map(run -> side.apply(run).get(index).shape()).toList();
            specs.add(new TensorSpec(first.get(i).name(), first.get(i).type(), common(shapes)));
        }
        return specs;
    }

    private static List<Integer> common(List<List<Integer>> shapes) {
        List<Integer> common = new ArrayList<>(shapes.getFirst());
        for (List<Integer> shape : shapes) {
            for (int d = 0; d < common.size(); d++) {
                if (d >= shape.size() || !shape.get(d).equals(common.get(d))) {
                    common.set(d, TensorSpec.ANY);
                }
            }
        }
        return common;
    }
}
