package dev.fairway.inference.queue;

import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The rows of several requests as one: joined before a run, taken apart after it. */
final class Batch {

    private final List<Ticket> tickets;
    private final int rows;

    Batch(List<Ticket> tickets) {
        this.tickets = tickets;
        this.rows = tickets.stream().mapToInt(Ticket::rows).sum();
    }

    int rows() {
        return rows;
    }

    /** Runs the model, at most {@code most} rows at a time, and answers every ticket. */
    void run(LoadedModel model, int most) {
        List<List<Tensor>> slices = new ArrayList<>();
        List<Tensor> inputs = joined(tickets.stream().map(Ticket::inputs).toList());
        for (int from = 0; from < rows; from += most) {
            int to = Math.min(rows, from + most);
            slices.add(run(model, inputs, from, to));
        }
        answer(joined(slices));
    }

    /** Puts together what belongs to the same input or output. */
    private static List<Tensor> joined(List<List<Tensor>> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        List<Tensor> joined = new ArrayList<>();
        for (int i = 0; i < parts.getFirst().size(); i++) {
            int place = i;
            joined.add(join(parts.stream().map(part -> part.get(place)).toList()));
        }
        return joined;
    }

    private static List<Tensor> run(LoadedModel model, List<Tensor> inputs, int from, int to) {
        List<Tensor> outputs = model.run(slice(inputs, from, to));
        for (Tensor output : outputs) {
            if (output.rows() != to - from) {
                throw new IllegalStateException("%d rows went in, %d came out".formatted(to - from, output.rows()));
            }
        }
        return outputs;
    }

    private void answer(List<Tensor> outputs) {
        int from = 0;
        for (Ticket ticket : tickets) {
            int to = from + ticket.rows();
            ticket.answer(slice(outputs, from, to));
            from = to;
        }
    }

    private static Tensor join(List<Tensor> parts) {
        Tensor first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        int rows = parts.stream().mapToInt(Tensor::rows).sum();
        List<Integer> shape = shape(first, rows);
        ByteBuffer data = Tensor.allocate(shape.stream().reduce(1, Math::multiplyExact), first.type());
        parts.forEach(part -> data.put(part.data().duplicate()));
        return new Tensor(first.name(), first.type(), shape, data.flip());
    }

    private static List<Tensor> slice(List<Tensor> tensors, int from, int to) {
        return tensors.stream().map(tensor -> slice(tensor, from, to)).toList();
    }

    private static Tensor slice(Tensor tensor, int from, int to) {
        if (from == 0 && to == tensor.rows()) {
            return tensor;
        }
        int width = tensor.data().limit() / tensor.rows();
        return new Tensor(tensor.name(), tensor.type(), shape(tensor, to - from),
                tensor.data().slice(from * width, (to - from) * width));
    }

    private static List<Integer> shape(Tensor like, int rows) {
        List<Integer> shape = new ArrayList<>(like.shape());
        shape.set(0, rows);
        return shape;
    }
}
