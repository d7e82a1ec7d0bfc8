package dev.fairway.inference.queue;

import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The rows of several requests as one: joined before a run, taken apart after it. The tensors of a lone request go in as
 * they are, and outputs are handed out as parts of the one that the model gave.
 */
final class Batch {

    /**
     * What a batch took.
     *
     * @param input nanoseconds to join its rows
     * @param infer nanoseconds in the model
     * @param output nanoseconds to hand out the answers
     */
    record Spent(long input, long infer, long output) {}

    private final List<Ticket> tickets;
    private final int rows;
    private final boolean joined;
    private final BatchMemory memory;

    /** @param joined whether the network knows rows at all */
    Batch(List<Ticket> tickets, boolean joined, BatchMemory memory) {
        this.tickets = tickets;
        this.rows = tickets.stream().mapToInt(Ticket::rows).sum();
        this.joined = joined;
        this.memory = memory;
    }

    int rows() {
        return rows;
    }

    int requests() {
        return tickets.size();
    }

    /** Runs the model, at most {@code most} rows at a time, and answers every ticket. */
    Spent run(LoadedModel model, int most) {
        long start = System.nanoTime();
        List<Tensor> inputs = inputs();
        long ready = System.nanoTime();
        List<Tensor> outputs = rows <= most ? run(model, inputs, rows) : runInSlices(model, inputs, most);
        long done = System.nanoTime();
        answer(outputs);
        return new Spent(ready - start, done - ready, System.nanoTime() - done);
    }

    private List<Tensor> inputs() {
        List<Tensor> first = tickets.getFirst().inputs();
        List<Tensor> inputs = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i++) {
            inputs.add(input(i));
        }
        return inputs;
    }

    private Tensor input(int place) {
        Tensor first = tickets.getFirst().inputs().get(place);
        if (tickets.size() == 1 && (first.data().isDirect() || first.type() == DataType.BYTES)) {
            return first;
        }
        List<Tensor> parts = new ArrayList<>(tickets.size());
        for (Ticket ticket : tickets) {
            parts.add(ticket.inputs().get(place));
        }
        return join(parts, bytes -> memory.of(place, bytes));
    }

    private List<Tensor> run(LoadedModel model, List<Tensor> inputs, int count) {
        List<Tensor> outputs = model.run(inputs);
        for (Tensor output : outputs) {
            if (joined && output.rows() != count) {
                throw new IllegalStateException("%d rows went in, %d came out".formatted(count, output.rows()));
            }
        }
        return outputs;
    }

    private List<Tensor> runInSlices(LoadedModel model, List<Tensor> inputs, int most) {
        List<List<Tensor>> slices = new ArrayList<>();
        for (int from = 0; from < rows; from += most) {
            int to = Math.min(rows, from + most);
            slices.add(run(model, Slicing.rows(inputs, from, to), to - from));
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < slices.getFirst().size(); i++) {
            int place = i;
            outputs.add(join(slices.stream().map(slice -> slice.get(place)).toList(), Tensor::allocate));
        }
        return outputs;
    }

    private void answer(List<Tensor> outputs) {
        int from = 0;
        for (Ticket ticket : tickets) {
            int to = from + ticket.rows();
            ticket.answer(tickets.size() == 1 ? outputs : Slicing.rows(outputs, from, to));
            from = to;
        }
    }

    private static Tensor join(List<Tensor> parts, IntFunction<ByteBuffer> memory) {
        Tensor first = parts.getFirst();
        int bytes = 0;
        int rows = 0;
        for (Tensor part : parts) {
            bytes = Math.addExact(bytes, part.data().limit());
            rows += part.rows();
        }
        ByteBuffer data = memory.apply(bytes);
        int at = 0;
        for (Tensor part : parts) {
            data.put(at, part.data(), 0, part.data().limit());
            at += part.data().limit();
        }
        return new Tensor(first.name(), first.type(), parts.size() == 1 ? first.shape() : Slicing.shape(first, rows),
                data);
    }
}
