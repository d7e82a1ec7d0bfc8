package dev.fairway.training.djl.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.training.djl.array.Weight;
import dev.fairway.training.djl.array.Weights;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Multi-head self-attention (Vaswani et al. 2017, arXiv:1706.03762) over vectors of shape (rows, tokens, width).
 *
 * @param joint the maps to queries, keys and values, one below the other
 */
public record Attention(int heads, Linear joint, Linear out) {

    public static Attention of(Weights weights, String name, int width, int heads) {
        double deviation = Math.sqrt(1.0 / width);
        return new Attention(heads, Linear.of(weights, name + "_joint", width, 3 * width, deviation),
                Linear.of(weights, name + "_out", width, width, deviation));
    }

    /**
     * @param barrier what is added to the scores, of shape (rows, 1, tokens or 1, tokens): 0 where a token may look, far
     *     below where it may not
     */
    public NDArray forward(NDArray input, NDArray barrier) {
        long tokens = input.size(1);
        long width = input.size(2);
        NDArray parts = joint.forward(input, true)
                .reshape(new Shape(-1, tokens, 3, heads, width / heads))
                .transpose(2, 0, 3, 1, 4);
        NDArray queries = parts.get(0).mul(scale(width));
        NDArray scores = queries.matMul(parts.get(1).transpose(0, 1, 3, 2)).add(barrier);
        NDArray mixed = scores.softmax(-1).matMul(parts.get(2)).transpose(0, 2, 1, 3);
        return out.forward(mixed.reshape(new Shape(-1, tokens, width)), true);
    }

    public String script(Source source, String input, String barrier) {
        long width = out.weight().array().size(1);
        String parts = source
                .let("torch.permute(torch.reshape(%s, [-1, torch.size(%s, 1), 3, %d, %d]), [2, 0, 3, 1, 4])"
                        .formatted(joint.expression(input), input, heads, width / heads));
        String queries = source
                .let(String.format(Locale.ROOT, "torch.mul(torch.select(%s, 0, 0), %s)", parts, scale(width)));
        String scores = source.let("torch.add(torch.matmul(%s, torch.transpose(torch.select(%s, 0, 1), 2, 3)), %s)"
                .formatted(queries, parts, barrier));
        String mixed = source
                .let("torch.permute(torch.matmul(torch.softmax(%s, -1), torch.select(%s, 0, 2)), [0, 2, 1, 3])"
                        .formatted(scores, parts));
        return source
                .let(out.expression("torch.reshape(%s, [-1, torch.size(%s, 1), %d])".formatted(mixed, input, width)));
    }

    private float scale(long width) {
        return (float) (1 / Math.sqrt((double) width / heads));
    }

    public List<Weight> weights() {
        return Stream.concat(joint.weights().stream(), out.weights().stream()).toList();
    }
}
