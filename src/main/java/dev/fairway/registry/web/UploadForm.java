package dev.fairway.registry.web;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.intake.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The parts of an upload: {@code artifact}, and if the caller likes {@code manifest} and {@code tokenizer}. */
final class UploadForm {

    private static final int LONGEST_MANIFEST = 16 << 20;
    private static final Set<String> PARTS = Set.of("artifact", "manifest", "tokenizer");

    private final MultipartHttpServletRequest request;

    UploadForm(MultipartHttpServletRequest request) {
        this.request = request;
    }

    /** @throws Refusal when a part is missing, comes twice or is not known */
    Upload upload() {
        checkNames();
        MultipartFile artifact = file("artifact");
        if (artifact == null) {
            throw Refusal.malformed("artifact",
                    "is missing; send the model (.pt, .onnx, or .zip of a model's folder) as the part \"artifact\" with a file name");
        }
        MultipartFile tokenizer = file("tokenizer");
        String filename = artifact.getOriginalFilename();
        return new Upload(filename == null ? "" : filename, artifact::transferTo,
                tokenizer == null ? null : tokenizer::transferTo, manifest());
    }

    private void checkNames() {
        Set<String> names = new TreeSet<>(request.getFileMap().keySet());
        names.addAll(request.getParameterMap().keySet());
        names.removeAll(PARTS);
        if (names.contains("reference")) {
            throw Refusal.invalid("reference", "is not read yet; leave it out");
        }
        if (!names.isEmpty()) {
            throw Refusal.malformed(names.iterator().next(),
                    "is no part that is known here; known are artifact, manifest and tokenizer");
        }
    }

    private @Nullable MultipartFile file(String part) {
        List<MultipartFile> files = request.getFiles(part);
        if (files.size() > 1) {
            throw Refusal.malformed(part, "must come once, not %d times".formatted(files.size()));
        }
        return files.isEmpty() ? null : files.getFirst();
    }

    /** A part that may come as a field or, with a type of its own, as a file. */
    private String manifest() {
        MultipartFile file = file("manifest");
        if (file == null) {
            String field = request.getParameter("manifest");
            return field == null ? "" : field;
        }
        if (file.getSize() > LONGEST_MANIFEST) {
            throw Refusal.malformed("manifest", "is longer than %d bytes".formatted(LONGEST_MANIFEST));
        }
        try {
            return new String(file.getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
