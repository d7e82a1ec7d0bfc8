package dev.fairway.training.djl.layer;

import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.torchscript.ScriptModule;
import java.util.List;

/** The body of a TorchScript function, line by line; every line gives its value a name of its own. */
public final class Source {

    private final StringBuilder lines = new StringBuilder();
    private int values;

    /** @param inputs the names of its arguments, all tensors */
    public Source(List<String> inputs) {
        lines.append("def forward(self: __torch__.Net");
        inputs.forEach(input -> lines.append(", ").append(input).append(": Tensor"));
        lines.append(") -> Tensor:\n");
    }

    /** Gives the value of an expression a name. */
    public String let(String expression) {
        String name = "v" + values++;
        lines.append("  ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    /** Takes the first of the values that an expression gives; the others are not used. */
    public String first(String expression, int count) {
        String name = "v" + values++;
        lines.append("  ").append(name);
        for (int i = 1; i < count; i++) {
            lines.append(", v").append(values++);
        }
        lines.append(" = ").append(expression).append('\n');
        return name;
    }

    /** The module whose function ends here. */
    public ScriptModule returning(String value, List<Weight> weights) {
        return new ScriptModule(weights.stream().map(Weight::attribute).toList(), lines + "  return " + value + "\n");
    }
}
