package dev.fairway.inference.djl;

import ai.djl.Model;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A TorchScript module in libtorch's memory.
 *
 * <p>It holds on to the {@link Model}: DJL's models free their memory when the garbage collector finds them
 * unreachable, though their block is still in use.
 */
final class TorchScript implements LoadedModel {

    private final Model model;
    private final PtSymbolBlock module;
    private final Network.Passing passing;
    private final @Nullable Signature signature;

    TorchScript(Model model, Network network) {
        this.model = model;
        this.module = (PtSymbolBlock) model.getBlock();
        this.passing = Objects.requireNonNullElse(network.passing(), Network.Passing.POSITIONAL);
        this.signature = network.signature();
    }

    @Override
    public List<Tensor> run(List<Tensor> inputs) {
        // A property of the thread, not of the module.
        JniUtils.setGradMode(false);
        try (PtNDManager manager = (PtNDManager) model.getNDManager().newSubManager();
                TorchInputs arguments = new TorchInputs(manager);
                TorchOutputs outputs = new TorchOutputs(forward(arguments.arguments(inputs, passing)), manager)) {
            return signature == null ? outputs.all() : outputs.as(signature.outputs());
        }
    }

    private IValue forward(IValue[] arguments) {
        return IValueUtils.forward(module, arguments);
    }

    @Override
    public void close() {
        model.close();
    }
}
