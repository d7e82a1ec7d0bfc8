package dev.fairway.inference.djl;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Engine;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Loads TorchScript by libtorch. */
@Component
class TorchScriptEngine implements Engine {

    private static final String FILE = Network.Format.TORCHSCRIPT.file();

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
        Model model = Model.newInstance(FILE, ai.djl.Device.fromName(device.name()), "PyTorch");
        try {
            model.load(folder.path(), FILE);
            return new TorchScript(model);
        } catch (IOException | MalformedModelException | EngineException | IllegalArgumentException e) {
            model.close();
            throw new BrokenModel("%s is not a TorchScript module that can be read".formatted(FILE), e);
        }
    }
}
