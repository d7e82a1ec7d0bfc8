package dev.fairway.training.card;

import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Evaluation.Group;
import dev.fairway.registry.VersionFolder;
import dev.fairway.training.CardSpec;
import dev.fairway.training.Usage;
import dev.fairway.training.card.ModelCard.Judged;
import dev.fairway.training.card.ModelCard.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A card as Markdown, in the order of Mitchell et al. 2019. */
public final class CardText {

    /** The fields of a spec that say which of several kinds it is. */
    private static final Set<String> NAMES = Set.of("type", "method");

    private final ModelCard card;
    private final StringBuilder text = new StringBuilder();

    private CardText(ModelCard card) {
        this.card = card;
    }

    public static String of(ModelCard card) {
        return new CardText(card).written();
    }

    private String written() {
        text.append("# %s, version %d%n".formatted(plain(card.model()), card.version()));
        details();
        intended(card.intended());
        if (card.data() != null) {
            data(card.data());
        }
        if (card.quality() != null) {
            quality(card.quality());
        }
        if (card.judged() != null) {
            judged(card.judged());
        }
        if (card.usage() != null) {
            usage(card.usage());
        }
        list("Caveats", card.caveats());
        files();
        return text.toString();
    }

    private void details() {
        section("Model details");
        row("task", card.details().task() == null ? "not known" : word(card.details().task()));
        if (card.network() != null) {
            row("network", words(card.network().architecture()));
            row("parameters", String.format(Locale.ROOT, "%,d", card.network().parameters()));
        }
        if (card.learning() != null) {
            learning(card.learning());
        }
        row("format", word(card.details().format()));
        row("size", String.format(Locale.ROOT, "%,d bytes", card.details().size()));
        row("made", card.details().createdAt());
        row("source",
                "%s %s".formatted(card.lineage().source().type().replace('_', ' '), card.lineage().source().id()));
        if (card.lineage().warmStart() != null) {
            row("began with the weights of", "%s, version %d".formatted(card.lineage().warmStart().model(),
                    card.lineage().warmStart().number()));
        }
        if (card.lineage().trial() != null) {
            row("best trial of its search", card.lineage().trial());
        }
        row("aliases", card.details().aliases().isEmpty() ? "none" : String.join(", ", card.details().aliases()));
    }

    private void learning(Origin.Learning learning) {
        row("loss", words(learning.loss()));
        row("optimiser", words(learning.optimizer()));
        row("epochs", "%d at most, in batches of %d; the best was epoch %d; ended by %s".formatted(learning.epochs(),
                learning.batchSize(), learning.bestEpoch(), word(learning.stopReason())));
        row("repeatable with",
                "seed %d, %d thread(s), %s".formatted(learning.seed(), learning.threads(), learning.engine()));
    }

    private void intended(CardSpec words) {
        section("Intended use");
        text.append(words.intendedUse() == null ? "Not said." : plain(words.intendedUse())).append('\n');
        list("Out of scope", words.outOfScope());
        list("Known limits", words.limits());
        if (words.contact() != null) {
            text.append("\nContact: ").append(plain(words.contact())).append('\n');
        }
    }

    private void data(Origin.Data data) {
        section("Data");
        row("data set",
                "%s, version %d (%s, %s)".formatted(data.name(), data.version(), word(data.kind()), data.format()));
        row("rows", String.format(Locale.ROOT, "%,d", data.rows()));
        row("SHA-256", data.sha256());
        row("target", data.target());
        if (!data.inputs().isEmpty()) {
            row("inputs", String.join(", ", data.inputs()));
        }
        row("split", words(data.split()));
        row("parts",
                data.parts()
                        .entrySet()
                        .stream()
                        .map(part -> String.format(Locale.ROOT, "%s %,d", part.getKey(), part.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private void quality(Quality quality) {
        section("Quality on the %s rows".formatted(quality.split()));
        Origin.Learning learning = card.learning();
        text.append("| metric | value | %.0f %% interval |\n|---|---|---|\n"
                .formatted(100 * (learning == null ? 0.95 : learning.confidence())));
        quality.metrics()
                .forEach(metric -> text.append("| %s | %s | %s |\n".formatted(metric.name(), number(metric.value()),
                        metric.interval() == null ? "" : range(metric.interval()))));
        groups("By protected group", quality.groups());
        groups("By slice", quality.slices());
        Evaluation.Calibration calibration = quality.calibration();
        if (calibration != null) {
            section("Calibration");
            row("temperature", number(calibration.temperature()));
            new TreeMap<>(calibration.before()).forEach((metric, before) -> row(metric,
                    "%s before, %s after".formatted(number(before), number(calibration.after().get(metric)))));
        }
        if (quality.export() != null) {
            export(quality.export());
        }
    }

    private void export(Evaluation.Export export) {
        section("Precision");
        row("written as", export.precision());
        row("size of the network", String.format(Locale.ROOT, "%,d bytes, of %,d as it was learnt", export.sizeAfter(),
                export.sizeBefore()));
        row("greatest difference of an output", number(export.greatestDifference()));
        new TreeMap<>(export.before()).forEach((metric, before) -> row(metric,
                "%s before, %s after".formatted(number(before), number(export.after().get(metric)))));
    }

    private void groups(String title, List<Group> groups) {
        if (groups.isEmpty()) {
            return;
        }
        section(title);
        List<String> metrics = groups.stream().flatMap(g -> g.metrics().keySet().stream()).distinct().sorted().toList();
        text.append("| column | value | rows | favourable |%s\n|---|---|---|---|%s\n".formatted(
                metrics.stream().map(m -> " %s |".formatted(m)).collect(Collectors.joining()),
                "---|".repeat(metrics.size())));
        for (Group group : groups) {
            text.append("| %s | %s | %d | %s |%s\n".formatted(plain(group.attribute()), plain(group.value()),
                    group.rows(), number(group.favourable()),
                    metrics.stream()
                            .map(m -> " %s |".formatted(number(group.metrics().get(m))))
                            .collect(Collectors.joining())));
        }
    }

    private void judged(Judged judged) {
        section("Judgement");
        if (judged.gate() != null) {
            row("gate", word(judged.gate().decision()));
            judged.gate().reasons().forEach(reason -> row("because", reason));
        }
        if (judged.convergence() != null) {
            row("learning", "%s: %s".formatted(word(judged.convergence().verdict()), judged.convergence().reason()));
        }
    }

    private void usage(Usage usage) {
        section("Time and energy");
        row("workers", usage.workers());
        row("time", String.format(Locale.ROOT, "%.1f s", usage.seconds()));
        row("processors' time", String.format(Locale.ROOT, "%.1f s", usage.cpuSeconds()));
        row("energy", String.format(Locale.ROOT, "%.6f kWh, %s: %s", usage.energy().kilowattHours(),
                word(usage.energy().method()), usage.energy().assumption()));
    }

    private void files() {
        section("Files");
        text.append("| file | SHA-256 |\n|---|---|\n");
        for (Map.Entry<String, String> file : card.files().entrySet()) {
            text.append("| %s | %s |\n".formatted(plain(file.getKey()), file.getValue()));
        }
        text.append("| %s | %s |\n".formatted(VersionFolder.MANIFEST, card.details().sha256()));
    }

    private void section(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            section(title);
            items.forEach(item -> text.append("- ").append(plain(item)).append('\n'));
        }
    }

    private void row(String name, Object value) {
        text.append("- **").append(name).append("**: ").append(plain(value.toString())).append('\n');
    }

    /** A part of a spec without the punctuation of JSON, what it is called first. */
    private static String words(Object value) {
        JsonNode spec = VersionFolder.JSON.valueToTree(value);
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : spec.properties()) {
            JsonNode said = field.getValue();
            if (NAMES.contains(field.getKey())) {
                words.addFirst(said.asString());
            } else if (said.isObject()) {
                words.add("%s %s".formatted(field.getKey(), words(said)));
            } else if (said.isBoolean()) {
                words.addAll(said.asBoolean() ? List.of(field.getKey()) : List.of());
            } else if (!said.isNull()) {
                words.add("%s %s".formatted(field.getKey(), said));
            }
        }
        return String.join(", ", words).replace('_', ' ');
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String range(Evaluation.Range range) {
        return "%s to %s".formatted(number(range.low()), number(range.high()));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }

    /** On one line, and without what would end a cell or begin markup that somebody brought with their data. */
    private static String plain(String words) {
        return words.strip().replaceAll("\\s+", " ").replace("|", "\\|").replace("<", "&lt;").replace("`", "'");
    }
}
