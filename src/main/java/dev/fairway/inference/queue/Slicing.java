package dev.fairway.inference.queue;

import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes rows out of tensors, in the memory that they lie in. */
final class Slicing {

    private Slicing() {}

    /** The rows from one up to another, of each. */
    static List<Tensor> rows(List<Tensor> tensors, int from, int to) {
        List<Tensor> slices = new ArrayList<>(tensors.size());
        for (Tensor tensor : tensors) {
            slices.add(rows(tensor, from, to));
        }
        return slices;
    }

    private static Tensor rows(Tensor tensor, int from, int to) {
        if (from == 0 && to == tensor.rows()) {
            return tensor;
        }
        int start = offset(tensor, from);
        int length = offset(tensor, to) - start;
        return new Tensor(tensor.name(), tensor.type(), shape(tensor, to - from), tensor.data().slice(start, length));
    }

    /** Where a row begins. */
    private static int offset(Tensor tensor, int row) {
        if (tensor.type() != DataType.BYTES) {
            return Math.toIntExact((long) tensor.data().limit() * row / tensor.rows());
        }
        ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int elements = Math.toIntExact((long) tensor.elements() * row / tensor.rows());
        int at = 0;
        for (int i = 0; i < elements; i++) {
            at += Integer.BYTES + data.getInt(at);
        }
        return at;
    }

    /** The shape of a tensor, but with so many rows. */
    static List<Integer> shape(Tensor like, int rows) {
        List<Integer> shape = new ArrayList<>(like.shape());
        shape.set(0, rows);
        return shape;
    }
}
