package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReadmeTests {

    private static final Path SETTINGS = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

    private final String readme;

    ReadmeTests() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void everySettingIsInTheTable() {
        List<String> settings = new JsonMapper().readTree(SETTINGS)
                .path("properties")
                .valueStream()
                .map(p -> p.path("name").asString())
                .toList();
        assertThat(settings).hasSizeGreaterThan(10)
                .allSatisfy(setting -> assertThat(readme).contains("| `" + setting + "` |"));
    }

    @Test
    void everyModuleIsIntroduced() throws IOException {
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/dev/fairway"))) {
            assertThat(packages.filter(Files::isDirectory))
                    .allSatisfy(module -> assertThat(readme).contains("| `" + module.getFileName() + "` |"));
        }
    }
}
