package dev.fairway.inference.web.v1;

import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.VersionState;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Which models there are and how they are, in TensorFlow Serving's and KServe's V1 protocol. */
@RestController
class V1Models {

    record Statuses(List<Status> modelVersionStatus) {}

    record Status(String version, String state, Code status) {}

    record Code(String errorCode, String errorMessage) {}

    private final Serving serving;
    private final Catalogue catalogue;

    V1Models(Serving serving, Catalogue catalogue) {
        this.serving = serving;
        this.catalogue = catalogue;
    }

    @GetMapping("/v1/models")
    Map<String, List<String>> models() {
        return Map.of("models", catalogue.inProduction());
    }

    @GetMapping("/v1/models/{model}")
    Statuses statuses(@PathVariable String model) {
        return new Statuses(catalogue.model(model).versions().reversed().stream().map(this::status).toList());
    }

    @GetMapping("/v1/models/{model}/versions/{version}")
    Statuses statusOfVersion(@PathVariable String model, @PathVariable String version) {
        return new Statuses(List.of(status(catalogue.version(model, version))));
    }

    @GetMapping("/v1/models/{model}/labels/{alias}")
    Statuses statusOfAlias(@PathVariable String model, @PathVariable String alias) {
        return new Statuses(List.of(status(catalogue.labelled(model, alias))));
    }

    @GetMapping("/v1/models/{model}/metadata")
    V1Metadata metadata(@PathVariable String model) {
        return V1Metadata.of(catalogue.production(model));
    }

    @GetMapping("/v1/models/{model}/versions/{version}/metadata")
    V1Metadata metadataOfVersion(@PathVariable String model, @PathVariable String version) {
        return V1Metadata.of(catalogue.version(model, version));
    }

    @GetMapping("/v1/models/{model}/labels/{alias}/metadata")
    V1Metadata metadataOfAlias(@PathVariable String model, @PathVariable String alias) {
        return V1Metadata.of(catalogue.labelled(model, alias));
    }

    private Status status(ModelVersion version) {
        VersionState state = serving.state(version.id());
        String name = switch (state.phase()) {
            case LOADING -> "LOADING";
            case READY -> "AVAILABLE";
            case FAILED, UNLOADED -> "END";
        };
        Code code = state.phase() == VersionState.Phase.FAILED ? new Code("UNKNOWN", state.reason())
                : new Code("OK", "");
        return new Status(Integer.toString(version.id().number()), name, code);
    }
}
