package dev.fairway.inference.web.torchserve;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.contract.Page;
import dev.fairway.inference.serving.Serving;
import dev.fairway.inference.version.ServedVersion;
import dev.fairway.inference.version.WantedVersions;
import dev.fairway.inference.web.Catalogue;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionId;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service is well and which models it has, in the words of TorchServe and DJL Serving, which differ in some. */
@RestController
class ModelListing {

    private static final int MOST = 500;

    record Listed(@JsonProperty("nextPageToken") @Nullable String next, List<Entry> models) {}

    record Entry(
            @JsonProperty("modelName") String name,
            @JsonProperty("modelUrl") String url,
            String version,
            String status) {}

    /**
     * @param version the same as TorchServe's {@code modelVersion}, for clients of DJL Serving
     * @param runtime what TorchServe calls it; no model here needs an interpreter
     */
    record Description(
            @JsonProperty("modelName") String name,
            @JsonProperty("modelVersion") String modelVersion,
            @JsonProperty("modelUrl") String url,
            String engine,
            String runtime,
            @JsonProperty("minWorkers") int minWorkers,
            @JsonProperty("maxWorkers") int maxWorkers,
            @JsonProperty("batchSize") int batchSize,
            @JsonProperty("maxBatchDelay") int maxBatchDelay,
            @JsonProperty("queueSize") int queueSize,
            List<Worker> workers,
            @JsonProperty("workflowName") String workflow,
            String version,
            String status) {}

    record Worker(String id, String status) {}

    private final Models models;
    private final Catalogue catalogue;
    private final Serving serving;
    private final WantedVersions versions;

    ModelListing(Models models, Catalogue catalogue, Serving serving, WantedVersions versions) {
        this.models = models;
        this.catalogue = catalogue;
        this.serving = serving;
        this.versions = versions;
    }

    @GetMapping("/ping")
    @Operation(summary = "Tells whether every version in production answers")
    ResponseEntity<Map<String, String>> ping() {
        return versions.isReady() ? ResponseEntity.ok(Map.of("status", "Healthy"))
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "Unhealthy"));
    }

    @GetMapping("/models")
    Listed list(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(name = "next_page_token", required = false) @Nullable String after) {
        Page<Models.Model> page = models.list(new Page.Request(Math.min(limit, MOST), after));
        return new Listed(page.next(), page.items().stream().map(this::entry).toList());
    }

    private Entry entry(Models.Model model) {
        ModelVersion version = meant(model);
        return new Entry(model.name().value(), url(version), number(version.id()), status(version.id()));
    }

    private static ModelVersion meant(Models.Model model) {
        Integer production = model.aliases().get(Models.PRODUCTION);
        return model.versions()
                .stream()
                .filter(version -> production != null && version.id().number() == production)
                .findFirst()
                .orElse(model.versions().getLast());
    }

    @GetMapping("/models/{model}")
    List<Description> describe(@PathVariable String model) {
        return List.of(description(meant(catalogue.model(model))));
    }

    /** @param version a number, or {@code all} */
    @GetMapping("/models/{model}/{version}")
    List<Description> describe(@PathVariable String model, @PathVariable String version) {
        return version.equals("all") ? catalogue.model(model).versions().stream().map(this::description).toList()
                : List.of(description(catalogue.version(model, version)));
    }

    private Description description(ModelVersion version) {
        VersionId id = version.id();
        String status = status(id);
        Optional<ServedVersion> loaded = serving.loaded(id);
        int workers = loaded.stream()
                .flatMap(served -> served.instances().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        return new Description(id.model().value(), number(id), url(version),
                switch (version.manifest().network().format()) {
                    case TORCHSCRIPT -> "PyTorch";
                    case ONNX -> "OnnxRuntime";
                }, "java", workers, workers, loaded.map(ServedVersion::maxBatch).orElse(1), 0,
                loaded.map(served -> served.plan().maxQueue()).orElse(0),
                IntStream.range(0, workers).mapToObj(worker -> new Worker(Integer.toString(worker), status)).toList(),
                id.model().value(), number(id), status);
    }

    private static String number(VersionId id) {
        return Integer.toString(id.number());
    }

    /** Where it comes from is nobody's business but its own. */
    private static String url(ModelVersion version) {
        return version.manifest().network().format().file();
    }

    private String status(VersionId id) {
        return switch (serving.state(id).phase()) {
            case READY -> "READY";
            case LOADING -> "PENDING";
            case FAILED -> "FAILED";
            case UNLOADED -> "UNLOADED";
        };
    }
}
