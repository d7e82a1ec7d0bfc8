package dev.fairway.inference.engine;

import dev.fairway.tensor.Tensor;
import java.util.List;

/** A network that holds native memory until it is closed. Any number of threads may run it, but none after the close. */
public interface LoadedModel extends AutoCloseable {

    /**
     * Computes the outputs of some rows; each row's output depends on that row alone.
     *
     * @param inputs the tensors of the network's signature, in its order; each is read only while this runs
     * @return the outputs in the order of the signature, in memory of their own
     */
    List<Tensor> run(List<Tensor> inputs);

    @Override
    void close();
}
