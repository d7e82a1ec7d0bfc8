package dev.fairway.packaging;

import static dev.fairway.packaging.Chart.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.LintResult;
import dev.fairway.training.kubernetes.KubernetesProperties;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

class HelmChartTests {

    private static final String CONTAINER = "spec/template/spec/containers/0";

    @Test
    void theChartHasNothingToWarnOf() {
        LintResult lint = Chart.helm().lint().strict().call();
        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    static Stream<Named<Chart>> installations() {
        return Stream.of(Named.of("defaults", new Chart()),
                Named.of("without a volume", new Chart().with("persistence.enabled", "false")),
                Named.of("on an existing claim", new Chart().with("persistence.existingClaim", "models")),
                Named.of("on a fast disk", new Chart().with("persistence.storageClass", "ssd")),
                Named.of("on PostgreSQL",
                        new Chart().with("database.url", "jdbc:postgresql://db:5432/fairway")
                                .with("database.existingSecret", "db")),
                Named.of("watched",
                        new Chart().with("serviceMonitor.enabled", "true")
                                .with("serviceMonitor.labels.release", "prometheus")
                                .with("dashboard.enabled", "true")),
                Named.of("with settings",
                        new Chart().with("settings.FAIRWAY_MONITORING_WINDOW", "5m")
                                .with("extraEnv[0].name", "TZ")
                                .with("extraEnv[0].value", "UTC")),
                Named.of("with an own identity",
                        new Chart().with("serviceAccount.create", "false")
                                .with("serviceAccount.name", "ml")
                                .with("imagePullSecrets[0].name", "registry")),
                Named.of("with workers of its own", workers()),
                Named.of("placed",
                        new Chart().with("nodeSelector.disk", "fast")
                                .with("tolerations[0].key", "ml")
                                .with("tolerations[0].operator", "Exists")
                                .with("podAnnotations.owner", "ml")
                                .with("podLabels.team", "ml")));
    }

    private static Chart workers() {
        return new Chart().with("training.launcher", "kubernetes")
                .with("training.kubernetes.gpus", "1")
                .with("training.kubernetes.memory", "16Gi")
                .with("training.kubernetes.ttl", "2h")
                .with("training.kubernetes.serviceAccount", "workers")
                .with("training.kubernetes.nodeSelector.cloud\\.example/pool", "gpu")
                .with("training.kubernetes.tolerations[0]", "nvidia.com/gpu=present:NoSchedule")
                .with("image.repository", "registry.example/fairway")
                .with("image.tag", "1.2")
                .with("imagePullSecrets[0].name", "registry")
                .with("persistence.existingClaim", "models");
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everyManifestIsOneThatKubernetesKnows(Chart chart) {
        assertThat(chart.manifests()).isNotEmpty()
                .allSatisfy(manifest -> assertThatCode(() -> validate(manifest)).doesNotThrowAnyException());
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsNoticed() {
        JsonObject deployment = new Chart().manifest("Deployment");
        at(deployment, CONTAINER).getAsJsonObject().addProperty("imagePullpolicy", "Never");
        assertThatThrownBy(() -> validate(deployment)).hasMessageContaining("imagePullpolicy");
    }

    @Test
    void theServiceFindsThePod() {
        Chart chart = new Chart();
        JsonObject labels = at(chart.manifest("Deployment"), "spec/template/metadata/labels").getAsJsonObject();
        at(chart.manifest("Service"), "spec/selector").getAsJsonObject()
                .entrySet()
                .forEach(wanted -> assertThat(labels.get(wanted.getKey())).isEqualTo(wanted.getValue()));
    }

    @Test
    void thePortsOfHttpAndOfGrpcReachTheContainer() {
        Chart chart = new Chart();
        for (int i : List.of(0, 1)) {
            assertThat(at(chart.manifest("Service"), "spec/ports/%d/targetPort".formatted(i)))
                    .isEqualTo(at(chart.manifest("Deployment"), CONTAINER + "/ports/%d/name".formatted(i)));
        }
        assertThat(at(chart.manifest("Deployment"), CONTAINER + "/ports/1/containerPort").getAsInt()).isEqualTo(8081);
    }

    @Test
    void theContainerMayDoNothingButServe() {
        JsonObject deployment = new Chart().manifest("Deployment");
        JsonElement pod = at(deployment, "spec/template/spec/securityContext");
        JsonElement container = at(deployment, CONTAINER + "/securityContext");
        assertThat(at(pod, "runAsNonRoot").getAsBoolean()).isTrue();
        assertThat(at(pod, "seccompProfile/type").getAsString()).isEqualTo("RuntimeDefault");
        assertThat(at(container, "readOnlyRootFilesystem").getAsBoolean()).isTrue();
        assertThat(at(container, "allowPrivilegeEscalation").getAsBoolean()).isFalse();
        assertThat(at(container, "capabilities/drop/0").getAsString()).isEqualTo("ALL");
    }

    @Test
    void everyProbeAsksTheHealthOfTheService() {
        JsonObject deployment = new Chart().manifest("Deployment");
        assertThat(at(deployment, CONTAINER + "/startupProbe/httpGet/path").getAsString())
                .isEqualTo("/actuator/health/liveness");
        assertThat(at(deployment, CONTAINER + "/livenessProbe/httpGet/path").getAsString())
                .isEqualTo("/actuator/health/liveness");
        assertThat(at(deployment, CONTAINER + "/readinessProbe/httpGet/path").getAsString())
                .isEqualTo("/actuator/health/readiness");
    }

    @Test
    void keysAndPasswordsComeFromSecretsOnly() {
        JsonObject deployment = new Chart().with("database.url", "jdbc:postgresql://db:5432/fairway")
                .with("database.existingSecret", "db")
                .manifest("Deployment");
        assertThat(environment(deployment)).filteredOn(e -> name(e).matches(".*(KEYS|PASSWORD|USERNAME)"))
                .hasSize(3)
                .allSatisfy(e -> assertThat(at(e, "valueFrom/secretKeyRef/name").getAsString()).isNotEmpty());
    }

    @Test
    void anEmbeddedDatabaseNeedsNoSecretOfItsOwn() {
        assertThat(environment(new Chart().manifest("Deployment"))).noneMatch(e -> name(e).contains("DATASOURCE"));
    }

    @Test
    void aSettingReachesTheServiceAsItsEnvironment() {
        JsonObject deployment = new Chart().with("settings.FAIRWAY_TRAINING_SLOTS", "\"2\"").manifest("Deployment");
        assertThat(environment(deployment)).anyMatch(e -> name(e).equals("FAIRWAY_TRAINING_SLOTS"));
    }

    @Test
    void theServiceReadsWhereItsWorkersRunAsTheChartWritesIt() {
        String json = environment(workers().manifest("Deployment")).stream()
                .filter(e -> name(e).equals("SPRING_APPLICATION_JSON"))
                .map(e -> at(e, "value").getAsString())
                .findFirst()
                .orElseThrow();
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources()
                .addFirst(new MapPropertySource("chart", Map.of("spring.application.json", json)));
        new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(environment,
                new SpringApplication());
        assertThat(environment.getProperty("fairway.training.launcher")).isEqualTo("kubernetes");
        KubernetesProperties read = Binder.get(environment)
                .bind("fairway.training.kubernetes", KubernetesProperties.class)
                .get();
        assertThat(read).isEqualTo(
                new KubernetesProperties("ml", "registry.example/fairway:1.2", "models", "/var/lib/fairway", "workers",
                        "1", "16Gi", 1, "nvidia.com/gpu", Duration.ofHours(2), Map.of("cloud.example/pool", "gpu"),
                        List.of("nvidia.com/gpu=present:NoSchedule"), List.of("registry"), Duration.ofMinutes(1)));
    }

    @Test
    void onlyAServiceWithWorkersOfItsOwnMaySpeakToTheCluster() {
        assertThat(new Chart().kinds()).doesNotContain("Role", "RoleBinding");
        assertThat(at(new Chart().manifest("Deployment"), "spec/template/spec/automountServiceAccountToken")
                .getAsBoolean()).isFalse();
        Chart workers = workers();
        assertThat(at(workers.manifest("Deployment"), "spec/template/spec/automountServiceAccountToken").getAsBoolean())
                .isTrue();
        assertThat(at(workers.manifest("RoleBinding"), "subjects/0/name"))
                .isEqualTo(at(workers.manifest("ServiceAccount"), "metadata/name"));
        assertThat(at(workers.manifest("Role"), "rules").toString())
                .contains("\"resources\":[\"jobs\"],\"verbs\":[\"create\",\"get\",\"list\",\"watch\",\"delete\"]",
                        "\"resources\":[\"pods/log\"],\"verbs\":[\"get\"]")
                .doesNotContain("*", "secrets", "update");
    }

    @Test
    void workersOfItsOwnNeedAVolumeToShare() {
        Chart chart = workers().with("persistence.enabled", "false");
        assertThatThrownBy(chart::manifests).hasMessageContaining("persistence");
    }

    @Test
    void nothingAsksForPrometheusOperatorUnlessWanted() {
        assertThat(new Chart().kinds()).doesNotContain("ServiceMonitor", "ConfigMap");
    }

    @Test
    void theMonitorScrapesTheServicesPort() {
        Chart watched = new Chart().with("serviceMonitor.enabled", "true");
        JsonObject monitor = watched.manifest("ServiceMonitor");
        assertThat(at(monitor, "spec/endpoints/0/path").getAsString()).isEqualTo("/actuator/prometheus");
        assertThat(at(monitor, "spec/endpoints/0/port"))
                .isEqualTo(at(watched.manifest("Service"), "spec/ports/0/name"));
        assertThat(at(monitor, "spec/selector/matchLabels"))
                .isEqualTo(at(watched.manifest("Service"), "spec/selector"));
    }

    @Test
    void theConfigMapHoldsTheDashboardWhole() {
        JsonObject map = new Chart().with("dashboard.enabled", "true").manifest("ConfigMap");
        String json = at(map, "data/fairway.json").getAsString();
        assertThat(new JsonMapper().readTree(json).path("title").asString()).isEqualTo("Fairway");
        assertThat(at(map, "metadata/labels/grafana_dashboard").getAsString()).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"replicas, 2, replicas", "replicas, many, replicas", "image.pullPolicy, Sometimes, pullPolicy",
            "image.reposotory, x, reposotory", "service.port, 70000, port", "persistence.size, big, size",
            "database.url, jdbc:mysql://db/x, url", "serviceMonitor.interval, often, interval",
            "training.launcher, slurm, launcher", "training.kubernetes.gpus, -1, gpus",
            "training.kubernetes.tolerations[0], a=b:Never, tolerations", "settings.lower_case, x, lower_case"})
    void aValueThatMakesNoSenseIsRefusedByName(String path, String value, String named) {
        Chart chart = new Chart().with(path, value);
        assertThatThrownBy(chart::manifests).hasMessageContaining(named);
    }

    @Test
    void aDatabaseWithoutItsSecretIsRefused() {
        Chart chart = new Chart().with("database.url", "jdbc:postgresql://db:5432/fairway");
        assertThatThrownBy(chart::manifests).hasMessageContaining("database");
    }

    private static List<JsonElement> environment(JsonObject deployment) {
        return StreamSupport.stream(at(deployment, CONTAINER + "/env").getAsJsonArray().spliterator(), false).toList();
    }

    private static String name(JsonElement variable) {
        return at(variable, "name").getAsString();
    }

    private static void validate(JsonObject manifest) throws IOException {
        switch (Chart.kind(manifest)) {
            case "Deployment" -> V1Deployment.validateJsonElement(manifest);
            case "Service" -> V1Service.validateJsonElement(manifest);
            case "PersistentVolumeClaim" -> V1PersistentVolumeClaim.validateJsonElement(manifest);
            case "ServiceAccount" -> V1ServiceAccount.validateJsonElement(manifest);
            case "Role" -> V1Role.validateJsonElement(manifest);
            case "RoleBinding" -> V1RoleBinding.validateJsonElement(manifest);
            case "ConfigMap" -> V1ConfigMap.validateJsonElement(manifest);
            case "ServiceMonitor" -> validateMonitor(manifest);
            default -> throw new IllegalArgumentException("no rule for a " + Chart.kind(manifest));
        }
    }

    /** A kind of the Prometheus operator (monitoring.coreos.com/v1), which Kubernetes' own models do not have. */
    private static void validateMonitor(JsonObject monitor) {
        assertThat(monitor.get("apiVersion").getAsString()).isEqualTo("monitoring.coreos.com/v1");
        assertThat(monitor.keySet()).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(at(monitor, "spec").getAsJsonObject().keySet()).containsExactlyInAnyOrder("selector", "endpoints");
        assertThat(at(monitor, "spec/endpoints/0").getAsJsonObject().keySet()).containsExactlyInAnyOrder("port", "path",
                "interval");
    }
}
