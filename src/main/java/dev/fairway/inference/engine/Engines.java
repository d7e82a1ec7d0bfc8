package dev.fairway.inference.engine;

import dev.fairway.registry.Network;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The engines that there are, by the format that they run. */
@Component
public class Engines {

    private final Map<Network.Format, Engine> engines = new EnumMap<>(Network.Format.class);

    public Engines(List<Engine> engines) {
        engines.forEach(engine -> this.engines.put(engine.format(), engine));
    }

    /** @throws BrokenModel when this service has no engine for the format */
    public Engine of(Network.Format format) {
        Engine engine = engines.get(format);
        if (engine == null) {
            throw new BrokenModel("this service has no engine for %s".formatted(format));
        }
        return engine;
    }
}
