package dev.fairway.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionStates;
import dev.fairway.testing.BareService;
import dev.fairway.testing.Http;
import dev.fairway.testing.RunningService;
import dev.fairway.testing.SampleVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = {BareService.class,
        ModelsControllerTests.Loaded.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = BareService.PARTIAL)
@ContextConfiguration(initializers = RunningService.EmptyHome.class)
class ModelsControllerTests {

    private final Models models;
    private final Http http;
    /** A model of its own for every test, because they share the service. */
    private final String model = "m" + UUID.randomUUID();

    @TempDir
    private Path work;

    @Autowired
    ModelsControllerTests(Models models, @LocalServerPort int port) {
        this.models = models;
        this.http = new Http(port);
    }

    @Test
    void aModelShowsItsVersionsAliasesAndTraffic() {
        register();
        ModelVersion second = register();
        models.point(Models.PRODUCTION, second.id());
        JsonNode shown = http.get("/api/models/" + model).json();
        assertThat(shown.at("/task").asString()).isEqualTo("binary_classification");
        assertThat(shown.at("/aliases/production").asInt()).isEqualTo(2);
        assertThat(shown.at("/versions/0/state").asString()).isEqualTo("registered");
        assertThat(shown.at("/versions/1/state").asString()).isEqualTo("loaded");
        assertThat(shown.at("/versions/1/sha256").asString()).isEqualTo(second.sha256());
        assertThat(shown.at("/traffic/split/0/version").asInt()).isEqualTo(2);
    }

    @Test
    void aVersionShowsEverythingThatIsKnownOfIt() {
        register();
        JsonNode shown = http.get("/api/models/" + model + "/versions/1").json();
        assertThat(shown.at("/schema/features/1/categories/0").asString()).isEqualTo("Male");
        assertThat(shown.at("/preprocessing/steps/0/type").asString()).isEqualTo("scale");
        assertThat(shown.at("/evaluation/splits/test/accuracy").asDouble()).isEqualTo(0.85);
        assertThat(shown.at("/reference/features/0/counts/1").asInt()).isEqualTo(4);
        assertThat(shown.at("/source/type").asString()).isEqualTo("train_job");
        assertThat(shown.at("/files/model.pt").asString()).hasSize(64);
        assertThat(shown.at("/created_at").asString()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void modelsAreListedInPages() {
        for (int i = 0; i < 3; i++) {
            models.register(new ModelName(model + i), SampleVersion.write(work, UUID.randomUUID().toString()));
        }
        JsonNode first = http.get("/api/models?limit=2&after=" + model).json();
        assertThat(first.at("/items/1/name").asString()).isEqualTo(model + "1");
        JsonNode second = http.get("/api/models?limit=1&after=" + first.at("/next").asString()).json();
        assertThat(second.at("/items/0/name").asString()).isEqualTo(model + "2");
    }

    @Test
    void anAliasIsPointedAndRemoved() {
        register();
        var pointed = http.put("/api/models/" + model + "/aliases/candidate", "{\"version\": 1}");
        assertThat(pointed.status()).isEqualTo(200);
        assertThat(http.get("/api/models/" + model).json().at("/aliases/candidate").asInt()).isEqualTo(1);
        assertThat(http.delete("/api/models/" + model + "/aliases/candidate").status()).isEqualTo(204);
        assertThat(http.delete("/api/models/" + model + "/aliases/candidate").status()).isEqualTo(404);
    }

    @Test
    void anAliasNeedsAVersionThatIsThere() {
        register();
        String alias = "/api/models/" + model + "/aliases/candidate";
        assertThat(http.put(alias, "{\"version\": 2}").status()).isEqualTo(404);
        assertThat(http.put(alias, "{}").json().at("/errors/0/field").asString()).isEqualTo("version");
        assertThat(http.put(alias, "{\"version\": 1.5}").status()).isEqualTo(422);
    }

    @Test
    void aVersionInUseIsNotDeleted() {
        models.point(Models.PRODUCTION, register().id());
        var refused = http.delete("/api/models/" + model + "/versions/1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().at("/detail").asString()).contains("production");
    }

    @Test
    void aDeletedVersionIsGone() {
        register();
        assertThat(http.delete("/api/models/" + model + "/versions/1").status()).isEqualTo(204);
        assertThat(http.get("/api/models/" + model + "/versions/1").status()).isEqualTo(404);
        assertThat(http.get("/api/models/" + model).status()).isEqualTo(404);
    }

    @Test
    void aNameThatNoModelCanHaveIsUnknown() {
        assertThat(http.get("/api/models/-").status()).isEqualTo(404);
        assertThat(http.get("/api/models/none/versions/one").status()).isEqualTo(404);
        assertThat(http.get("/api/models/none/versions/99999999999").status()).isEqualTo(404);
    }

    private ModelVersion register() {
        return models.register(new ModelName(model), SampleVersion.write(work, UUID.randomUUID().toString()));
    }

    /** A stand-in for what loads versions. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Loaded {

        @Bean
        VersionStates states() {
            return id -> id.number() == 2 ? new VersionStates.Readiness("loaded", Map.of("cpu", 1))
                    : VersionStates.Readiness.REGISTERED;
        }
    }
}
