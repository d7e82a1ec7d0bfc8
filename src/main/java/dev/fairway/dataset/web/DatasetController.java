package dev.fairway.dataset.web;

import dev.fairway.contract.Page;
import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Arrival;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.Datasets.Addition;
import dev.fairway.dataset.QualityReport;
import dev.fairway.dataset.load.Comparison;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/datasets")
class DatasetController {

    private final Datasets datasets;
    private final JsonMapper json;

    DatasetController(Datasets datasets, JsonMapper json) {
        this.datasets = datasets;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DatasetView> upload(MultipartHttpServletRequest request) throws IOException {
        UploadForm form = new UploadForm(request, json);
        Addition addition = datasets.take(form.upload());
        URI location = URI.create("/api/datasets/" + addition.dataset().id());
        var answer = addition.created() ? ResponseEntity.created(location) : ResponseEntity.ok().location(location);
        return answer.body(view(addition.dataset()));
    }

    /** A file that the service fetches by itself. */
    record Remote(@Nullable String name, @Nullable String uri, @Nullable String format) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DatasetView> fetch(@RequestBody Remote remote) {
        throw Refusal.invalid("uri", remote.uri() == null
                ? "is missing, and no other fields are understood here; "
                        + "upload the file as the part \"file\" of a multipart request"
                : "is not fetched by this version; upload the file as the part \"file\" of a multipart request");
    }

    @GetMapping
    Page<DatasetView> list(@RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable String after) {
        Page<Dataset> page = datasets.list(new Page.Request(limit, after));
        return new Page<>(page.items().stream().map(this::view).toList(), page.next());
    }

    /** One page always: so many are not taken in at once. */
    @GetMapping("/imports")
    Page<Arrival> imports() {
        return new Page<>(datasets.arrivals(), null);
    }

    @GetMapping("/{id}")
    DatasetView find(@PathVariable String id) {
        return view(known(id));
    }

    @GetMapping("/{id}/quality")
    QualityReport quality(
            @PathVariable String id,
            @RequestParam(name = "compare_with", required = false) @Nullable String newer) {
        Dataset dataset = known(id);
        QualityReport quality = datasets.quality(dataset);
        return newer == null ? quality : Comparison.add(quality, dataset, known(newer));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) throws IOException {
        if (!datasets.delete(id)) {
            throw unknown(id);
        }
    }

    private DatasetView view(Dataset dataset) {
        return DatasetView.of(dataset, datasets.quality(dataset));
    }

    private Dataset known(String id) {
        return datasets.find(id).orElseThrow(() -> unknown(id));
    }

    private static Refusal unknown(String id) {
        return new Refusal(Refusal.Kind.UNKNOWN,
                "no data set has the id %s; GET /api/datasets lists them".formatted(id));
    }
}
