package dev.fairway.device.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import dev.fairway.device.Accelerator;
import dev.fairway.device.Device;
import dev.fairway.device.Hardware;
import dev.fairway.device.HostMemory;
import dev.fairway.device.Memory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The machine as CUDA's runtime and libtorch see it.
 *
 * <p>A card counts only where both can use it. Where one is there and cannot be used, that is said, once: a service that
 * is slow because it fell back to the CPU unnoticed is what users complain of most.
 */
@Component
class DjlHardware implements Hardware {

    private static final Logger LOG = LoggerFactory.getLogger(DjlHardware.class);
    private static final Path FIRST_CARD = Path.of("/dev/nvidia0");

    static {
        // Read once, when libtorch starts, which on a host with a GPU is here: workers make use of the cores, libtorch's
        // own threads would spin in barriers.
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        // Neither reports home nor fetches natives: they are on the class path.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    private final HostMemory host = new HostMemory();

    @Override
    public List<Accelerator> accelerators() {
        int cards = CudaUtils.getGpuCount();
        if (cards == 0) {
            if (Files.exists(FIRST_CARD)) {
                LOG.warn(
                        "there is a GPU, but CUDA's runtime (libcudart) is not on the library path or does not fit the "
                                + "driver; models run on the CPU");
            }
            return List.of();
        }
        if (!libtorchHasCuda()) {
            LOG.warn(
                    "there are {} GPUs, but this libtorch is made for the CPU, so models run there; PYTORCH_LIBRARY_PATH and "
                            + "PYTORCH_FLAVOR=cu128 name one that is made for CUDA",
                    cards);
            return List.of();
        }
        return IntStream.range(0, cards).mapToObj(DjlHardware::accelerator).toList();
    }

    /** Reading a card's memory for the first time makes this process's context on it, a few hundred megabytes. */
    @Override
    public Optional<Memory> memory(Device device) {
        return device.isGpu() ? card(device.number()) : Optional.of(host.read());
    }

    @Override
    public void emptyCache() {
        if (libtorchHasCuda()) {
            JniUtils.emptyCudaCache();
        }
    }

    /** Starts libtorch, so it is asked only on a host with a card. */
    private static boolean libtorchHasCuda() {
        return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
    }

    private static Accelerator accelerator(int number) {
        // Written without a dot, and the last digit is the minor version.
        String version = CudaUtils.getComputeCapability(number);
        int major = version.length() - 1;
        return new Accelerator(Device.cuda(number), version.substring(0, major) + "." + version.substring(major));
    }

    /** Empty when the card does not answer: its context is broken or it fell off the bus. */
    private static Optional<Memory> card(int number) {
        try {
            MemoryUsage usage = CudaUtils.getGpuMemory(ai.djl.Device.gpu(number));
            return Optional.of(new Memory(usage.getMax(), usage.getMax() - usage.getUsed()));
        } catch (EngineException e) {
            LOG.debug("cuda:{} does not tell its memory", number, e);
            return Optional.empty();
        }
    }
}
