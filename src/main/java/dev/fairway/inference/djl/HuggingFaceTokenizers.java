package dev.fairway.inference.djl;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.fairway.contract.Refusal;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Tokenizer;
import dev.fairway.inference.engine.Tokenizers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hugging Face's tokenizers, in Rust. */
@Component
class HuggingFaceTokenizers implements Tokenizers {

    private static final JsonMapper JSON = JsonMapper.shared();

    static {
        // Neither reports home nor fetches natives: they are on the class path.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    @Override
    public Tokenizer open(Path file, int maxLength) {
        String length = Integer.toString(maxLength);
        try {
            long padding = padding(JSON.readTree(file));
            return new Opened(HuggingFaceTokenizer.newInstance(file,
                    Map.of("truncation", "true", "padding", "false", "maxLength", length, "modelMaxLength", length)),
                    padding, new ReentrantReadWriteLock());
        } catch (IOException | RuntimeException e) {
            throw new BrokenModel("%s is no tokenizer that can be read".formatted(file.getFileName()), e);
        }
    }

    /** What the tokenizer itself pads with; else the token that looks like it; else 0, which the mask hides anyway. */
    private static long padding(JsonNode tokenizer) throws JacksonException {
        JsonNode own = tokenizer.path("padding").path("pad_id");
        if (own.isIntegralNumber()) {
            return own.longValue();
        }
        return StreamSupport.stream(tokenizer.path("added_tokens").spliterator(), false)
                .filter(token -> token.path("content").stringValue("").matches("\\[PAD]|<pad>"))
                .mapToLong(token -> token.path("id").longValue(0))
                .findFirst()
                .orElse(0);
    }

    /** The lock keeps a close from freeing what another thread is still reading. */
    private record Opened(HuggingFaceTokenizer tokenizer, long padding, ReadWriteLock lock) implements Tokenizer {

        @Override
        public Tokens encode(String text) {
            lock.readLock().lock();
            try {
                if (tokenizer.isReleased()) {
                    throw new Refusal(Refusal.Kind.NOT_READY, "this version has just been unloaded");
                }
                Encoding encoding = tokenizer.encode(text);
                return new Tokens(encoding.getIds(), encoding.getTypeIds());
            } finally {
                lock.readLock().unlock();
            }
        }

        @Override
        public void close() {
            lock.writeLock().lock();
            try {
                tokenizer.close();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }
}
