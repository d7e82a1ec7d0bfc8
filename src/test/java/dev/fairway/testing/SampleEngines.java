package dev.fairway.testing;

import dev.fairway.device.Device;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.codec.ImageProperties;
import dev.fairway.inference.engine.Engines;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.inference.engine.Tokenizers;
import dev.fairway.registry.VersionFolder;
import java.nio.file.Path;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The real engines and codecs, without the rest of the service. */
public final class SampleEngines {

    private static final ApplicationContext BEANS = new AnnotationConfigApplicationContext(
            "dev.fairway.inference.engine", "dev.fairway.inference.djl", "dev.fairway.inference.onnx");

    private SampleEngines() {}

    public static Engines engines() {
        return BEANS.getBean(Engines.class);
    }

    public static Codecs codecs() {
        return new Codecs(BEANS.getBean(Tokenizers.class), new ImageProperties(1_000_000));
    }

    /** The network of a version's folder, on the CPU; the caller closes it. */
    public static LoadedModel load(Path folder) {
        VersionFolder version = new VersionFolder(folder);
        return engines().of(version.manifest().network().format()).load(version, Device.CPU);
    }
}
