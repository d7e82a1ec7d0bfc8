package dev.fairway.registry.intake;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model as a caller sends it.
 *
 * @param filename what the caller calls the artifact; may be empty
 * @param artifact the network, or a zip of a model's folder
 * @param tokenizer a text model's tokenizer; null when there is none, or when it lies in the zip
 * @param manifest what the caller says of it, as JSON; empty for nothing
 */
public record Upload(String filename, Content artifact, @Nullable Content tokenizer, String manifest) {

    /** Bytes that wait to be written where they are wanted. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path file) throws IOException;
    }
}
