package dev.fairway.inference.web.v2;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.version.WantedVersions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this server is and whether it is well, in the Open Inference Protocol. */
@RestController
class V2Server {

    /** @param extensions only what is spoken here */
    record Server(String name, String version, List<String> extensions) {}

    private static final List<String> EXTENSIONS = List.of("binary_tensor_data", "model_configuration",
            "model_repository", "schedule_policy", "statistics");

    private final WantedVersions versions;
    private final String version;

    V2Server(WantedVersions versions, ObjectProvider<BuildProperties> build) {
        this.versions = versions;
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    }

    @GetMapping({"/v2", "/v2/"})
    Server server() {
        return new Server("fairway", version, EXTENSIONS);
    }

    @GetMapping("/v2/health/live")
    Map<String, Boolean> live() {
        return Map.of("live", true);
    }

    @GetMapping("/v2/health/ready")
    Map<String, Boolean> ready() {
        if (!versions.isReady()) {
            throw new Refusal(Refusal.Kind.NOT_READY, "not every version in production answers", List.of(),
                    Duration.ofSeconds(1));
        }
        return Map.of("ready", true);
    }
}
