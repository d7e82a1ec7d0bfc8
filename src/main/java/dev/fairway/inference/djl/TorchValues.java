package dev.fairway.inference.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Turns one value of TorchScript into a tensor in memory of its own. */
final class TorchValues {

    private static final String STRINGS = "str[]";

    private TorchValues() {}

    /** Whether a list is one tensor of strings or of numbers, rather than a list of values that are tensors each. */
    static boolean isLeaf(IValue list) {
        return list.isLongList() || list.isDoubleList() || list.isBooleanList() || isStrings(list);
    }

    private static boolean isStrings(IValue value) {
        return value.isList() && value.getType().equals(STRINGS);
    }

    /** @throws BrokenModel when it is nothing that a tensor could hold */
    static Tensor tensor(String name, IValue value, PtNDManager manager) {
        if (value.isTensor()) {
            return copied(name, value, manager);
        }
        if (value.isString()) {
            try (IValue alone = IValue.listFrom(value)) {
                return Tensor.of(name, List.of(), words(alone));
            }
        }
        if (isStrings(value)) {
            List<byte[]> words = words(value);
            return Tensor.of(name, List.of(words.size()), words);
        }
        return numbers(name, value);
    }

    private static Tensor numbers(String name, IValue value) {
        if (value.isLong()) {
            return Tensor.of(name, List.of(), value.toLong());
        }
        if (value.isDouble()) {
            return doubles(name, List.of(), value.toDouble());
        }
        if (value.isBoolean()) {
            return booleans(name, List.of(), value.toBoolean());
        }
        if (value.isLongList()) {
            long[] numbers = value.toLongArray();
            return Tensor.of(name, List.of(numbers.length), numbers);
        }
        if (value.isDoubleList()) {
            double[] numbers = value.toDoubleArray();
            return doubles(name, List.of(numbers.length), numbers);
        }
        if (value.isBooleanList()) {
            boolean[] flags = value.toBooleanArray();
            return booleans(name, List.of(flags.length), flags);
        }
        throw new BrokenModel("the network gives a %s as %s, which is no tensor".formatted(value.getType(), name));
    }

    private static Tensor copied(String name, IValue value, PtNDManager manager) {
        PtNDArray array = value.toTensor(manager);
        DataType type = TorchTypes.of(array.getDataType()).orElseGet(() -> Bridge.type(value));
        List<Integer> shape = new ArrayList<>();
        for (long extent : array.getShape().getShape()) {
            shape.add(Math.toIntExact(extent));
        }
        ByteBuffer data = little(Math.multiplyExact(Math.toIntExact(array.size()), type.size()));
        if (data.hasRemaining()) {
            // One copy of what lies contiguously; libtorch makes it so first where it does not.
            data.put(array.toByteBuffer(true)).flip();
        }
        return new Tensor(name, type, shape, data);
    }

    private static Tensor doubles(String name, List<Integer> shape, double... values) {
        ByteBuffer data = little(values.length * Double.BYTES);
        data.asDoubleBuffer().put(values);
        return new Tensor(name, DataType.FP64, shape, data);
    }

    private static Tensor booleans(String name, List<Integer> shape, boolean... values) {
        ByteBuffer data = little(values.length);
        for (int i = 0; i < values.length; i++) {
            data.put(i, (byte) (values[i] ? 1 : 0));
        }
        return new Tensor(name, DataType.BOOL, shape, data);
    }

    private static List<byte[]> words(IValue strings) {
        long[] encoded = Bridge.bytes(strings);
        List<byte[]> words = new ArrayList<>();
        for (int at = 0; at < encoded.length;) {
            byte[] word = new byte[Math.toIntExact(encoded[at++])];
            for (int i = 0; i < word.length; i++) {
                word[i] = (byte) encoded[at++];
            }
            words.add(word);
        }
        return words;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
