package dev.fairway.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Native memory that serves one request after another, because getting it from the system and clearing it costs more than
 * most requests do with it.
 *
 * <p><b>Who may give back.</b> Only who knows that nobody reads the memory any more. A request's tensors are read by the run
 * that answers it: once there is an answer the run is over, and the loan may be given back when the answer does not
 * refer to the memory. A request that was refused, at its deadline say, may still be in a run; its loan is left alone,
 * and the garbage collector frees the memory when the run has let go of it.
 *
 * <p>Any number of threads may borrow.
 */
public final class Buffers {

    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 16 << 20;
    private static final int SIZES = Integer.numberOfTrailingZeros(LARGEST / SMALLEST) + 1;

    private final long most;
    private final AtomicLong kept = new AtomicLong();
    private final List<Queue<ByteBuffer>> free = Stream.<Queue<ByteBuffer>>generate(ConcurrentLinkedQueue::new)
            .limit(SIZES)
            .toList();

    /** @param most bytes that are kept for later while nobody uses them */
    public Buffers(long most) {
        this.most = most;
    }

    /** Memory for one request. */
    public Loan loan() {
        return new Loan();
    }

    /** Bytes that wait to be used again. */
    long kept() {
        return kept.get();
    }

    /** What one request has borrowed. It belongs to one thread at a time. */
    public final class Loan {

        private final List<ByteBuffer> taken = new ArrayList<>(2);
        private boolean ended;

        private Loan() {}

        /**
         * A direct little-endian buffer of so many bytes, which hold whatever they held before.
         *
         * @throws IllegalStateException when the loan has ended
         */
        public ByteBuffer take(int bytes) {
            if (ended) {
                throw new IllegalStateException("what was given back is no longer lent");
            }
            if (bytes > LARGEST) {
                return Tensor.allocate(bytes);
            }
            ByteBuffer whole = whole(size(bytes));
            taken.add(whole);
            return whole.slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** Ends the loan, so that the next request may use the memory; nobody must read or write it from now on. */
        public void giveBack() {
            if (!ended) {
                ended = true;
                taken.forEach(Buffers.this::keep);
            }
        }
    }

    private ByteBuffer whole(int size) {
        ByteBuffer known = free.get(size).poll();
        if (known == null) {
            return ByteBuffer.allocateDirect(SMALLEST << size);
        }
        kept.addAndGet(-known.capacity());
        return known;
    }

    private void keep(ByteBuffer whole) {
        if (kept.addAndGet(whole.capacity()) <= most) {
            free.get(size(whole.capacity())).add(whole);
        } else {
            kept.addAndGet(-whole.capacity());
        }
    }

    /** The smallest size that so many bytes fit in, counted from 0 by doubling. */
    private static int size(int bytes) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, bytes - 1) / SMALLEST);
    }
}
