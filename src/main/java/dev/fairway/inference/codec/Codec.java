package dev.fairway.inference.codec;

import dev.fairway.inference.Input;
import dev.fairway.inference.Output;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import java.util.List;

/**
 * What lies between the callers of one version and its network. Any number of threads may use it until it is closed, with
 * the version.
 */
public interface Codec extends AutoCloseable {

    /** What callers send and get, as the metadata of the Open Inference Protocol tells them. */
    Signature signature();

    /**
     * Makes the network's tensors, in its order.
     *
     * @throws dev.fairway.contract.Refusal when the input does not fit the version
     */
    List<Tensor> encode(Input input);

    /**
     * Reads the network's outputs.
     *
     * @param input what they were computed from
     * @throws dev.fairway.contract.Refusal when the input led to nothing that can be told
     * @throws IllegalArgumentException when the outputs are not what the version says of itself
     */
    Output decode(Input input, List<Tensor> outputs);

    /** An input of so many rows, as plain as can be, to try the network with. */
    Input blank(int rows);

    /** Frees what it holds besides the heap, if anything. */
    @Override
    default void close() {}
}
