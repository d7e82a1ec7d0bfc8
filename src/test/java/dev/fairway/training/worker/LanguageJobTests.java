package dev.fairway.training.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.registry.Manifest;
import dev.fairway.tensor.TensorSpec;
import dev.fairway.training.WorkerEvent;
import dev.fairway.training.request.Defaults;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that go on with texts, from a data set of texts and from a column of a table. */
class LanguageJobTests {

    private static final String SMALL = """
            "epochs": %d, "batch_size": 16, "optimizer": {"learning_rate": 0.01, "warmup_steps": 0},
            "preprocessing": {"text": {"max_length": 6, "min_count": 1}},
            "architecture": {"type": "text_generator", "core": "%s", "width": 16%s, "layers": 1}""";

    @TempDir
    private Path folder;
    private int jobs;

    @Test
    void perplexityFallsBelowTheNumberOfWords() throws IOException, SQLException {
        for (String core : List.of("transformer", "lstm")) {
            Workshop job = job(core, 6);
            Map<String, Double> test = test(job.run());
            assertThat(test.get("perplexity")).as(core).isBetween(5.0, 18.0);
            assertThat(Math.log(Objects.requireNonNull(test.get("perplexity")))).isCloseTo(test.get("loss"),
                    org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    @Test
    void theVersionKnowsItsWordsAndWhatItGives() throws IOException, SQLException {
        Workshop job = job("transformer", 1);
        job.run();
        Manifest manifest = job.version().manifest();
        assertThat(manifest.target()).isNull();
        assertThat(Objects.requireNonNull(manifest.network().signature()).outputs().getFirst().shape())
                .containsExactly(TensorSpec.ANY, job.version().vocabulary().size());
        assertThat(job.version().vocabulary().boundary()).isNotNull();
        assertThat(job.version().evaluation().intervals()).containsKeys("loss", "perplexity");
        job.version().verify();
    }

    @Test
    void theSameJobGivesTheSameBytes() throws IOException, SQLException {
        Workshop first = job("transformer", 1);
        first.run();
        byte[] model = first.model();
        Workshop second = job("transformer", 1);
        second.run();
        assertThat(second.model()).isEqualTo(model);
    }

    @Test
    void aColumnOfATableIsGoneOnWithToo() throws IOException, SQLException {
        Dataset table = Tables.of("""
                SELECT 'the number ' || i || ' comes before the number ' || (i + 1) AS line, i % 3 AS kind
                FROM range(1500) r(i)""", folder);
        Workshop job = new Workshop(folder.resolve("job"),
                Defaults.items(table, "\"features\": {\"include\": [\"line\"]}, " + SMALL.formatted(1, "lstm", "")),
                table);
        assertThat(test(job.run()).get("perplexity")).isLessThan(1000);
        assertThat(job.version().vocabulary().words()).contains("comes", "before");
    }

    private Workshop job(String core, int epochs) throws IOException, SQLException {
        Dataset dataset = Galleries.texts(folder);
        String heads = core.equals("lstm") ? "" : ", \"heads\": 2";
        return new Workshop(folder.resolve("job-" + jobs++),
                Defaults.items(dataset, SMALL.formatted(epochs, core, heads)), dataset);
    }

    private static Map<String, Double> test(List<WorkerEvent> events) {
        assertThat(events.getLast()).as(events.getLast().toString()).isInstanceOf(WorkerEvent.Succeeded.class);
        return Objects.requireNonNull(((WorkerEvent.Succeeded) events.getLast()).metrics().get("test"));
    }
}
