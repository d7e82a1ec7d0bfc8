package dev.fairway.registry;

import dev.fairway.tensor.Signature;

/**
 * Loads and runs a network that nobody has tried yet, where it can do no harm. Inference implements it; without it
 * nothing is taken in.
 */
public interface Trial {

    /**
     * @param folder a version's folder that is whole but for the hashes of its files and for the outputs, if its manifest
     *     does not say them
     * @return the tensors that the network reads and those that it was seen to give
     * @throws dev.fairway.contract.Refusal when it cannot be served, with the reason
     */
    Signature run(VersionFolder folder);
}
