package dev.fairway.training.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Task;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Manifest;
import dev.fairway.registry.Network.Format;
import dev.fairway.training.CardSpec;
import dev.fairway.training.Specs;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainJob.Verdict;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.Usage;
import dev.fairway.training.card.ModelCard.Details;
import dev.fairway.training.card.ModelCard.Judged;
import dev.fairway.training.card.ModelCard.Lineage;
import dev.fairway.training.card.ModelCard.Metric;
import dev.fairway.training.card.ModelCard.Quality;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CardTextTests {

    private static final CardSpec WORDS = new CardSpec("Advice to | clerks,\nnever a <b>decision</b>",
            List.of("hiring"), List.of("little data below 20 years"), "ml@example.org");

    @Test
    void everySectionHasItsFigures() {
        String text = CardText.of(card(WORDS));
        assertThat(text).startsWith("# income, version 3")
                .contains("## Intended use", "## Data", "## Quality on the test rows", "## By protected group",
                        "## Calibration", "## Judgement", "## Time and energy", "## Caveats", "## Files")
                .contains("| accuracy | 0.8500 | 0.8200 to 0.8700 |")
                .contains("| sex | Female | 40 | 0.3000 | 0.8100 |")
                .contains("- **temperature**: 1.5000", "- **ece**: 0.0900 before, 0.0200 after")
                .contains("- **network**: mlp, hidden [16], dropout 0.1, batch norm")
                .contains("- **split**: stratified, validation 0.1, test 0.2")
                .contains("- **parts**: train 1,050, test 300")
                .contains("- **size of the network**: 250 bytes, of 1,000 as it was learnt")
                .contains("- **accuracy**: 0.8600 before, 0.8500 after")
                .contains("- **parameters**: 1,234")
                .contains("- **gate**: candidate")
                .contains("0.000100 kWh, estimated: processors' time at 12.0 W for a busy core");
    }

    @Test
    void whatPeopleWroteBreaksNoMarkup() {
        assertThat(CardText.of(card(WORDS))).contains("Advice to \\| clerks, never a &lt;b>decision&lt;/b>")
                .contains("- hiring", "- little data below 20 years", "Contact: ml@example.org");
    }

    @Test
    void aCardOfSomebodyElsesModelSaysWhatIsNotKnown() {
        Manifest.Source upload = new Manifest.Source("upload", "u1", null);
        ModelCard card = new ModelCard("theirs", 1, details(), CardSpec.NONE, null, null, null, null, null,
                new Lineage(upload, null, null), null, List.of("It has not been evaluated here."),
                Map.of("model.pt", "ab"));
        assertThat(CardText.of(card)).contains("Not said.", "- It has not been evaluated here.", "| model.pt | ab |")
                .doesNotContain("## Data", "## Quality", "## Judgement", "null");
    }

    private static Details details() {
        return new Details(Task.BINARY_CLASSIFICATION, Format.TORCHSCRIPT, 4_321, "cd", List.of("candidate"),
                Instant.EPOCH, Instant.EPOCH);
    }

    private static ModelCard card(CardSpec words) {
        TrainSpec spec = Specs.with("{}");
        Map<String, Long> parts = new LinkedHashMap<>(Map.of("train", 1_050L));
        parts.put("test", 300L);
        var data = new Origin.Data("d1", "people", 2, Dataset.Kind.TABLE, "csv", 1_350, "ef", "income", List.of("age"),
                spec.split(), parts);
        var learning = new Origin.Learning(spec.loss(), spec.optimizer(), 5, 4, StopReason.MAX_EPOCHS, 64, 7, 1,
                "PyTorch", 0.95);
        var quality = new Quality("test", List.of(new Metric("accuracy", 0.85, new Evaluation.Range(0.82, 0.87))),
                Map.of(), List.of(new Evaluation.Group("sex", "Female", 40, 0.3, Map.of("accuracy", 0.81))), List.of(),
                new Evaluation.Calibration(1.5, Map.of("ece", 0.09), Map.of("ece", 0.02)),
                new Evaluation.Export("int8", 1_000, 250, Map.of("accuracy", 0.86), Map.of("accuracy", 0.85), 0.0312));
        return new ModelCard("income", 3, details(), words, data, new Origin.Network(spec.architecture(), 1_234),
                learning, quality,
                new Judged(new Verdict(Verdict.Decision.CANDIDATE, List.of("accuracy is 0.85")), null),
                new Lineage(new Manifest.Source("train_job", "j1", "ef"), null, null),
                Usage.of(List.of(new Usage.Share(40, 30, null, 12))), List.of("a caveat"), Map.of("model.pt", "ab"));
    }
}
