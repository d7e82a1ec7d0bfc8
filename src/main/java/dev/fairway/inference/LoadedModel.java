package dev.fairway.inference;

import dev.fairway.tensor.Tensor;
import java.util.List;

/** A network that holds native memory until it is closed. Any number of threads may run it, but none after the close. */
public interface LoadedModel extends AutoCloseable {

    /**
     * Computes the outputs of some rows; each row's output depends on that row alone.
     *
     * @param inputs the tensors that the version's preprocessing made, all of the same number of rows
     * @return one tensor of FP32 with that number of rows, or several
     */
    List<Tensor> run(List<Tensor> inputs);

    @Override
    void close();
}
