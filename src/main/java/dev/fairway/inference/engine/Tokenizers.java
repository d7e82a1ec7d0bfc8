package dev.fairway.inference.engine;

import java.nio.file.Path;

/** Reads tokenizers. */
public interface Tokenizers {

    /**
     * @param file {@code tokenizer.json} as Hugging Face writes it
     * @param maxLength tokens that one text may become, the special ones included
     * @throws BrokenModel when it cannot be read
     */
    Tokenizer open(Path file, int maxLength);
}
