package dev.fairway.training.djl.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import dev.fairway.feature.TextSteps;
import dev.fairway.training.djl.array.Batch;
import dev.fairway.training.djl.layer.Source;
import java.util.List;

/**
 * The tokens of a batch of texts, each text followed by padding.
 *
 * @param ids INT64 of shape (rows, tokens)
 * @param mask INT64 of that shape, 1 for a token and 0 for padding
 */
record Tokens(NDArray ids, NDArray mask) {

    static final List<String> INPUTS = List.of(TextSteps.IDS, TextSteps.MASK);

    /** Far enough below any score, and still a half-precision number. */
    private static final float NEVER = -1e4f;

    /** Without the padding that all texts of the batch share: it changes no result and takes its time. */
    static Tokens of(Batch batch) {
        return of(batch, 1);
    }

    /** @param least tokens that are kept even where they are all padding */
    static Tokens of(Batch batch, long least) {
        NDArray ids = batch.input(TextSteps.IDS);
        NDArray mask = batch.input(TextSteps.MASK);
        long longest = Math.max(least, mask.sum(new int[]{1}).max().getLong());
        if (longest == ids.size(1)) {
            return new Tokens(ids, mask);
        }
        NDIndex range = new NDIndex().addAllDim().addSliceDim(0, longest);
        return new Tokens(ids.get(range), mask.get(range));
    }

    /** All but the last place, to be read, and all but the first, to be foretold. */
    Tokens from(long start, long end) {
        NDIndex range = new NDIndex().addAllDim().addSliceDim(start, end);
        return new Tokens(ids.get(range), mask.get(range));
    }

    /** What keeps tokens from looking ahead, FP32 of shape (tokens, tokens). */
    NDArray causal() {
        NDArray places = ids.get(0).onesLike().cumSum(0);
        return places.expandDims(0).gt(places.expandDims(1)).toType(DataType.FLOAT32, false).mul(NEVER);
    }

    static String causal(Source source) {
        String places = source.let("torch.cumsum(torch.ones_like(torch.select(%s, 0, 0)), 0)".formatted(TextSteps.IDS));
        return source.let("torch.mul(torch.to(torch.gt(torch.unsqueeze(%s, 0), torch.unsqueeze(%s, 1)), 6), %s)"
                .formatted(places, places, NEVER));
    }

    /** 1 for the last token of each text and 0 for all else, FP32 of shape (rows, tokens, 1). */
    NDArray last() {
        NDArray places = mask.onesLike().cumSum(1);
        return places.eq(mask.sum(new int[]{1}, true)).toType(DataType.FLOAT32, false).expandDims(2);
    }

    static String last(Source source) {
        return source.let(
                "torch.unsqueeze(torch.to(torch.eq(torch.cumsum(torch.ones_like(%s), 1), torch.sum(%s, [1], True)), 6), 2)"
                        .formatted(TextSteps.MASK, TextSteps.MASK));
    }

    /** The tokens of each text in reverse, the padding where it was. */
    NDArray reversed() {
        NDArray places = mask.onesLike().cumSum(1);
        NDArray from = mask.sum(new int[]{1}, true).sub(places).mod(mask.size(1));
        return ids.gather(from, 1);
    }

    static String reversed(Source source) {
        String from = source.let(
                "torch.remainder(torch.sub(torch.sum(%s, [1], True), torch.cumsum(torch.ones_like(%s), 1)), torch.size(%s, 1))"
                        .formatted(TextSteps.MASK, TextSteps.MASK, TextSteps.MASK));
        return source.let("torch.gather(%s, 1, %s)".formatted(TextSteps.IDS, from));
    }

    /** 1 for a token and 0 for padding, FP32 of shape (rows, tokens, 1). */
    NDArray present() {
        return mask.toType(DataType.FLOAT32, false).expandDims(2);
    }

    static String present(Source source) {
        return source.let("torch.unsqueeze(torch.to(%s, 6), 2)".formatted(TextSteps.MASK));
    }

    /** The mean over the tokens of each text: (rows, tokens, width) to (rows, width). */
    static NDArray mean(NDArray vectors, NDArray present) {
        return vectors.mul(present).sum(new int[]{1}).div(present.sum(new int[]{1}).maximum(1));
    }

    static String mean(Source source, String vectors, String present) {
        return source.let("torch.div(torch.sum(torch.mul(%s, %s), [1]), torch.clamp_min(torch.sum(%s, [1]), 1.0))"
                .formatted(vectors, present, present));
    }

    /** The greatest over the tokens of each text, of numbers from −1 to 1. */
    static NDArray max(NDArray vectors, NDArray present) {
        return vectors.mul(present).add(present.sub(1).mul(2)).max(new int[]{1});
    }

    static String max(Source source, String vectors, String present) {
        return source.let("torch.amax(torch.add(torch.mul(%s, %s), torch.mul(torch.sub(%s, 1.0), 2.0)), [1])"
                .formatted(vectors, present, present));
    }

    /** What keeps tokens from looking at padding, FP32 of shape (rows, 1, 1, tokens). */
    NDArray barrier() {
        return mask.toType(DataType.FLOAT32, false).sub(1).mul(-NEVER).expandDims(1).expandDims(1);
    }

    static String barrier(Source source) {
        return source.let("torch.unsqueeze(torch.unsqueeze(torch.mul(torch.sub(torch.to(%s, 6), 1.0), %s), 1), 1)"
                .formatted(TextSteps.MASK, -NEVER));
    }
}
