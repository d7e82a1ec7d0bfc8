package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.codec.Codecs;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Network;
import dev.fairway.registry.VersionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What models read and give, and whether they are ready, in the Open Inference Protocol. */
@RestController
class V2Models {

    record Ready(String name, boolean ready) {}

    private final Serving serving;
    private final Catalogue catalogue;

    V2Models(Serving serving, Catalogue catalogue) {
        this.serving = serving;
        this.catalogue = catalogue;
    }

    @GetMapping("/v2/models")
    Map<String, List<String>> models() {
        return Map.of("models", catalogue.inProduction());
    }

    @GetMapping("/v2/models/{model}")
    V2Metadata metadata(@PathVariable String model) {
        return metadata(catalogue.production(model));
    }

    @GetMapping("/v2/models/{model}/versions/{version}")
    V2Metadata metadata(@PathVariable String model, @PathVariable String version) {
        return metadata(catalogue.version(model, version));
    }

    @GetMapping("/v2/models/{model}/ready")
    Ready ready(@PathVariable String model) {
        return ready(catalogue.production(model).id());
    }

    @GetMapping("/v2/models/{model}/versions/{version}/ready")
    Ready ready(@PathVariable String model, @PathVariable String version) {
        return ready(catalogue.version(model, version).id());
    }

    private V2Metadata metadata(ModelVersion version) {
        List<String> versions = catalogue.model(version.id().model().value())
                .versions()
                .stream()
                .map(other -> Integer.toString(other.id().number()))
                .toList();
        return V2Metadata.of(version.id().model().value(), versions, platform(version.manifest().network().format()),
                Codecs.signature(version.manifest()));
    }

    static String platform(Network.Format format) {
        return switch (format) {
            case TORCHSCRIPT -> "pytorch_torchscript";
            case ONNX -> "onnx_onnxv1";
        };
    }

    private Ready ready(VersionId id) {
        VersionState state = serving.state(id);
        if (!state.isReady()) {
            throw new Refusal(Refusal.Kind.NOT_READY,
                    "version %d of %s %s".formatted(id.number(), id.model(), state.reason()), List.of(),
                    Duration.ofSeconds(1));
        }
        return new Ready(id.model().value(), true);
    }
}
