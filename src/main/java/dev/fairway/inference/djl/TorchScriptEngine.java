package dev.fairway.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Engine;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.engine.NativeMemory;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Loads TorchScript by libtorch. */
@Component
class TorchScriptEngine implements Engine {

    private static final String FILE = Network.Format.TORCHSCRIPT.file();

    /** Weights that were saved on a device that this host lacks go where the module goes. */
    private static final Map<String, String> MAPPED = Map.of("mapLocation", "true");

    static {
        // Read once, when libtorch starts. One thread per run: workers are what makes use of further cores, and
        // libtorch's own threads spin in barriers.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // Neither reports home nor fetches natives: they are on the class path.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    @Override
    public Network.Format format() {
        return Network.Format.TORCHSCRIPT;
    }

    @Override
    public LoadedModel load(VersionFolder folder, Device device) {
        Network network = folder.manifest().network();
        checkTypes(network);
        Model model = Model.newInstance(FILE, DjlDevices.of(device), "PyTorch");
        try (var _ = NativeMemory.reading()) {
            model.load(folder.path(), FILE, MAPPED);
            return new TorchScript(model, network);
        } catch (IOException | MalformedModelException | EngineException | IllegalArgumentException e) {
            model.close();
            throw new BrokenModel("%s is not a TorchScript module that can be read".formatted(FILE), e);
        }
    }

    private static void checkTypes(Network network) {
        Signature signature = network.signature();
        if (signature == null) {
            return;
        }
        for (TensorSpec spec : Stream.of(signature.inputs(), signature.outputs()).flatMap(List::stream).toList()) {
            if (!TorchTypes.has(spec.datatype())) {
                throw new BrokenModel("TorchScript has no tensors of %s, as the signature says of %s"
                        .formatted(spec.datatype(), spec.name()));
            }
        }
    }
}
