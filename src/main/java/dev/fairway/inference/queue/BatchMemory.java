package dev.fairway.inference.queue;

import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The native memory in which one worker joins the tensors of its batches. It is used again for each run, because getting
 * native memory from the system costs more than most runs; a model reads its inputs only while it runs.
 */
final class BatchMemory {

    /** A greater buffer is not kept, lest one huge request hold its memory for good. */
    private static final int MOST_KEPT = 64 << 20;
    private static final int LEAST = 4 << 10;

    private final List<ByteBuffer> kept = new ArrayList<>();

    /** A direct little-endian buffer of so many bytes for one input; what it held for an earlier run is lost. */
    ByteBuffer of(int input, int bytes) {
        if (bytes > MOST_KEPT) {
            return Tensor.allocate(bytes);
        }
        while (kept.size() <= input) {
            kept.add(Tensor.allocate(LEAST));
        }
        if (kept.get(input).capacity() < bytes) {
            kept.set(input, Tensor.allocate(Math.max(LEAST, Integer.highestOneBit(bytes - 1) << 1)));
        }
        return kept.get(input).slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
