package dev.fairway.inference.grpc;

import dev.fairway.inference.grpc.wire.ServerMetadataResponse;
import dev.fairway.inference.version.WantedVersions;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** What this server is and whether it is well. */
@Component
class ServerDescription {

    /** Only what is spoken here. */
    private static final List<String> EXTENSIONS = List.of("model_repository", "schedule_policy", "statistics");

    private final WantedVersions versions;
    private final String version;

    ServerDescription(WantedVersions versions, ObjectProvider<BuildProperties> build) {
        this.versions = versions;
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("development");
    }

    /** Whether every version in production answers. */
    boolean isReady() {
        return versions.isReady();
    }

    ServerMetadataResponse metadata() {
        return ServerMetadataResponse.newBuilder()
                .setName("fairway")
                .setVersion(version)
                .addAllExtensions(EXTENSIONS)
                .build();
    }
}
