package dev.fairway.inference.serving;

import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * What is kept of a request after it has been answered. Tensors lie in buffers that serve the next request then, so
 * they are copied; everything else is made anew for each request and is kept as it is.
 */
final class Copies {

    private Copies() {}

    static Input of(Input input) {
        return switch (input) {
            case Input.Table _,Input.Items _ -> input;
            case Input.Tensors(List<Tensor> tensors) -> new Input.Tensors(of(tensors));
        };
    }

    static Output of(Output output) {
        return switch (output) {
            case Output.Predicted _ -> output;
            case Output.Tensors(List<Tensor> tensors) -> new Output.Tensors(of(tensors));
        };
    }

    private static List<Tensor> of(List<Tensor> tensors) {
        return tensors.stream().map(Copies::of).toList();
    }

    private static Tensor of(Tensor tensor) {
        ByteBuffer copy = ByteBuffer.allocate(tensor.data().limit()).order(ByteOrder.LITTLE_ENDIAN);
        return new Tensor(tensor.name(), tensor.type(), tensor.shape(), copy.put(tensor.data().duplicate()).flip());
    }

    /** About how many bytes it takes to keep them. */
    static long bytes(Input input, Output output) {
        return bytes(input) + switch (output) {
            case Output.Predicted(var predictions) -> (long) predictions.rows() * Double.BYTES;
            case Output.Tensors(List<Tensor> tensors) -> bytes(tensors);
        };
    }

    private static long bytes(Input input) {
        return switch (input) {
            case Input.Table(var rows) -> (long) rows.count() * rows.columns().size() * Double.BYTES;
            case Input.Items(List<byte[]> items) -> items.stream().mapToLong(item -> item.length).sum();
            case Input.Tensors(List<Tensor> tensors) -> bytes(tensors);
        };
    }

    private static long bytes(List<Tensor> tensors) {
        return tensors.stream().mapToLong(tensor -> tensor.data().limit()).sum();
    }
}
