package dev.fairway.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fairway.device.Device;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Engine;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.Signature;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Loads ONNX by ONNX Runtime. */
@Component
class OnnxEngine implements Engine {

    @Override
    public Network.Format format() {
        return Network.Format.ONNX;
    }

    @Override
    public boolean runsOn(Device device) {
        return !device.isGpu() || OnnxRuntime.hasCuda();
    }

    @Override
    public Optional<Signature> describe(Path file) {
        try (OrtSession session = OnnxRuntime.open(file, Device.CPU)) {
            return Optional.of(OnnxSignature.of(session));
        } catch (OrtException e) {
            throw OnnxRuntime.broken(e);
        }
    }

    @Override
    public LoadedModel load(VersionFolder folder, Device device) {
        if (!runsOn(device)) {
            throw new BrokenModel(
                    "the ONNX Runtime of this service runs on the CPU alone; load it with devices: [cpu]");
        }
        Network network = folder.manifest().network();
        OrtSession session = OnnxRuntime.open(folder.model(Network.Format.ONNX), device);
        try {
            Signature own = OnnxSignature.of(session);
            Signature declared = network.signature();
            if (declared != null) {
                OnnxSignature.check(declared, own);
            }
            return new OnnxNetwork(session, declared == null ? own : declared);
        } catch (OrtException e) {
            OnnxRuntime.close(session);
            throw OnnxRuntime.broken(e);
        } catch (BrokenModel e) {
            OnnxRuntime.close(session);
            throw e;
        }
    }
}
