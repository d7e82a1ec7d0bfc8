package dev.fairway.dataset.web;

import dev.fairway.contract.Refusal;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Datasets;
import dev.fairway.dataset.Format;
import dev.fairway.dataset.ImportSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** The parts of an upload: {@code file}, and if the caller likes {@code name} and {@code spec}. */
final class UploadForm {

    private static final int LONGEST_SPEC = 1 << 20;
    private static final int MOST_FILES = 100;

    private final MultipartHttpServletRequest request;
    private final JsonMapper json;

    UploadForm(MultipartHttpServletRequest request, JsonMapper json) {
        this.request = request;
        this.json = json;
    }

    /** @throws Refusal when it cannot be understood */
    Datasets.Upload upload() throws IOException {
        List<MultipartFile> files = request.getFiles("file");
        if (files.isEmpty()) {
            throw Refusal.malformed("file",
                    "is missing; send the table or archive as the part \"file\" with a file name");
        }
        if (files.size() > MOST_FILES) {
            throw Refusal.malformed("file", "must come at most %d times, not %d; pack the files into one archive"
                    .formatted(MOST_FILES, files.size()));
        }
        ImportSpec spec = spec();
        if (files.size() > 1 && spec.format() != null && Format.named(spec.format()).kind() == Dataset.Kind.TABLE) {
            throw Refusal.malformed("file",
                    "must come once for csv, parquet and jsonl, not %d times".formatted(files.size()));
        }
        return new Datasets.Upload(name(), spec,
                files.stream().map(file -> new Datasets.Part(named(file), file::getInputStream)).toList(), append());
    }

    private boolean append() throws IOException {
        String text = text("append");
        return switch (text == null ? "" : text.strip()) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw Refusal.invalid("append", "must be true or false");
        };
    }

    /** What the caller says, else the base name of the file with nothing in it that a shell or a URL minds. */
    private String name() throws IOException {
        String given = text("name");
        if (given != null) {
            return given.strip();
        }
        String base = filename().replaceFirst(".*[/\\\\]", "").replaceFirst("(?<=.)([.]tar)?[.][A-Za-z0-9]{1,10}$", "");
        String safe = base.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[-.]+", "");
        if (safe.isEmpty()) {
            throw Refusal.invalid("name",
                    "is missing, and the file has no name to take it from; send the part \"name\"");
        }
        return safe;
    }

    /** @throws Refusal when it is no JSON or holds what is not known */
    private ImportSpec spec() throws IOException {
        String text = text("spec");
        ImportSpec spec = text == null || text.isBlank() ? ImportSpec.SNIFFED : parsed(text);
        String format = formatOf(filename().toLowerCase(Locale.ROOT));
        return spec.format() == null && format != null ? spec.as(format) : spec;
    }

    private ImportSpec parsed(String text) {
        try {
            ImportSpec spec = json.readValue(text, ImportSpec.class);
            return spec == null ? ImportSpec.SNIFFED : spec;
        } catch (UnrecognizedPropertyException e) {
            throw Refusal.invalid("spec." + e.getPropertyName(), "is not known; known are " + e.getKnownPropertyIds());
        } catch (DatabindException e) {
            if (e.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw Refusal.invalid(path(e), "must be " + needed(e));
        } catch (JacksonException e) {
            throw Refusal.malformed("spec", "is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String needed(DatabindException e) {
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return switch (type == null ? "" : type.getSimpleName()) {
            case "ColumnType" -> "numeric, categorical, boolean, text or time";
            case "Damaged" -> "refuse or skip";
            case "Boolean" -> "true or false";
            case "Integer" -> "a whole number";
            case "String" -> "a text";
            case "ArrayList", "List" -> "a list of texts";
            default -> "a JSON object";
        };
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder("spec");
        e.getPath()
                .forEach(step -> path.append(
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName()));
        return path.toString();
    }

    private static @Nullable String formatOf(String filename) {
        return switch (filename.substring(filename.lastIndexOf('.') + 1)) {
            case "csv", "tsv" -> "csv";
            case "parquet" -> "parquet";
            case "jsonl", "ndjson" -> "jsonl";
            default -> null;
        };
    }

    private String filename() {
        MultipartFile file = request.getFile("file");
        return file == null ? "" : named(file);
    }

    private static String named(MultipartFile file) {
        String filename = file.getOriginalFilename();
        return filename == null ? "" : filename;
    }

    /** A part that may come as a field or, with a type of its own, as a file. */
    private @Nullable String text(String part) throws IOException {
        MultipartFile file = request.getFile(part);
        if (file == null) {
            return request.getParameter(part);
        }
        if (file.getSize() > LONGEST_SPEC) {
            throw Refusal.malformed(part, "is longer than %d bytes".formatted(LONGEST_SPEC));
        }
        return new String(file.getBytes(), StandardCharsets.UTF_8);
    }
}
