package dev.fairway.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Refusal;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.Tokenizer;
import dev.fairway.registry.VersionFolder;
import dev.fairway.testing.RealData;
import dev.fairway.testing.SampleModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HuggingFaceTokenizersTests {

    private final HuggingFaceTokenizers tokenizers = new HuggingFaceTokenizers();

    @TempDir
    private Path directory;

    @Test
    void aTextBecomesTheNumbersOfItsWords() {
        try (Tokenizer tokenizer = tokenizers.open(sample(), 16)) {
            assertThat(tokenizer.encode("Good film , bad").ids()).containsExactly(2, 4, 1, 3);
            assertThat(tokenizer.padding()).isZero();
        }
    }

    @Test
    void aTextThatIsTooLongIsCut() {
        try (Tokenizer tokenizer = tokenizers.open(sample(), 3)) {
            assertThat(tokenizer.encode("good good good good").ids()).containsExactly(2, 2, 2);
        }
    }

    @Test
    void lengthsBeyondTheUsual512AreKept() {
        try (Tokenizer tokenizer = tokenizers.open(sample(), 1000)) {
            assertThat(tokenizer.encode("good ".repeat(2000)).ids()).hasSize(1000);
        }
    }

    @Test
    void aTextThatComesTooLateIsRefused() {
        Tokenizer tokenizer = tokenizers.open(sample(), 16);
        tokenizer.close();
        assertThatThrownBy(() -> tokenizer.encode("good")).isInstanceOf(Refusal.class)
                .hasMessage("this version has just been unloaded");
    }

    @Test
    void aFileThatIsNoTokenizerIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("tokenizer.json"), "{\"model\": 1}");
        assertThatThrownBy(() -> tokenizers.open(file, 16)).isInstanceOf(BrokenModel.class)
                .hasMessage("tokenizer.json is no tokenizer that can be read");
    }

    @Test
    void aPublishedTokenizerGivesItsPublishedTokens() {
        JsonNode gold = JsonMapper.shared().readTree(RealData.model("tokenizers/all-MiniLM-L6-v2.gold.json"));
        try (Tokenizer tokenizer = tokenizers.open(RealData.model("tokenizers/all-MiniLM-L6-v2.tokenizer.json"), 64)) {
            assertThat(gold.properties()).isNotEmpty();
            for (Map.Entry<String, JsonNode> text : gold.properties()) {
                long[] ids = text.getValue().get("ids").valueStream().mapToLong(JsonNode::longValue).toArray();
                assertThat(tokenizer.encode(text.getKey()).ids()).as(text.getKey()).containsExactly(ids);
            }
        }
    }

    private Path sample() {
        return SampleModels.moods(directory, "m").resolve(VersionFolder.TOKENIZER);
    }
}
