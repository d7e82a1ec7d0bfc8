package dev.fairway.registry.web;

import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.Models;
import dev.fairway.registry.VersionStates;
import dev.fairway.registry.intake.Intake;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Models that callers bring. */
@RestController
@RequestMapping("/api/models/{model}/versions")
@Tag(name = "Models")
class UploadController {

    private final Intake intake;
    private final Models models;
    private final ObjectProvider<VersionStates> states;

    UploadController(Intake intake, Models models, ObjectProvider<VersionStates> states) {
        this.intake = intake;
        this.models = models;
        this.states = states;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<VersionView> upload(@PathVariable ModelName model, MultipartHttpServletRequest request) {
        Intake.Taken taken = intake.take(model, new UploadForm(request).upload());
        URI location = URI.create("/api/models/%s/versions/%d".formatted(model, taken.version().id().number()));
        var answer = taken.isNew() ? ResponseEntity.created(location) : ResponseEntity.ok().location(location);
        return answer.body(view(taken));
    }

    private VersionView view(Intake.Taken taken) {
        ModelVersion version = taken.version();
        List<String> aliases = models.find(version.id().model())
                .map(model -> ModelView.aliases(version.id(), model))
                .orElse(List.of());
        VersionStates inference = states.getIfAvailable();
        return VersionView.of(version, aliases,
                inference == null ? VersionStates.Readiness.REGISTERED : inference.of(version.id()), taken.notes());
    }
}
