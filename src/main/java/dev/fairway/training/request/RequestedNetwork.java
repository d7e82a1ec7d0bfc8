package dev.fairway.training.request;

import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.feature.Task;
import dev.fairway.registry.ModelVersion;
import dev.fairway.training.WarmStart;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.Architecture.TextGenerator.Core;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what kind of network is asked for, with its hyper-parameters. */
record RequestedNetwork(Fields body, Function<WarmStart, @Nullable ModelVersion> versions) {

    /** The architectures that a network is built for. */
    private static final List<String> BUILT = List.of("mlp", "lenet", "resnet", "gru", "lstm", "transformer_encoder",
            "autoencoder", "text_generator", "gan", "torchscript");

    private static final Map<String, Task> UNSUPERVISED = Map.of("autoencoder", Task.ANOMALY_DETECTION,
            "text_generator", Task.TEXT_GENERATION, "gan", Task.SYNTHESIS);

    private static final double MOST_DROPOUT = 0.95;
    private static final int MOST_LAYERS = 16;
    private static final int WIDEST = 8_192;

    /** What learns from each kind of data; that for tables by a text column is the same as that for texts. */
    private static final Map<Dataset.Kind, List<String>> FOR = Map.of(Dataset.Kind.TABLE,
            List.of("mlp", "autoencoder", "gan", "torchscript"), Dataset.Kind.IMAGES,
            List.of("lenet", "resnet", "autoencoder", "torchscript"), Dataset.Kind.TEXTS,
            List.of("gru", "lstm", "transformer_encoder", "text_generator", "torchscript"));

    /** Images with a longer side than this are taken for photographs. */
    private static final int SMALL_SIDE = 32;

    /** @param textOnly whether a table has nothing to learn from but a column of texts */
    Architecture architecture(Dataset dataset, boolean textOnly) {
        Fields fields = body.section("architecture");
        String type = fields.word("type", usual(dataset, textOnly), BUILT);
        List<String> fitting = fitting(dataset.kind());
        if (!dataset.columns().isEmpty() && !fitting.contains(type)) {
            fields.wrong("type", "'%s' does not learn from %s; use %s".formatted(type,
                    dataset.kind().name().toLowerCase(Locale.ROOT), String.join(", ", fitting)));
        }
        Architecture architecture = type.equals("torchscript") ? new RequestedBase(fields, versions).read(dataset)
                : architecture(type, fields);
        fields.end();
        return architecture;
    }

    private static List<String> fitting(Dataset.Kind kind) {
        Stream<String> texts = kind == Dataset.Kind.TABLE ? types(Dataset.Kind.TEXTS) : Stream.of();
        return Stream.concat(types(kind), texts).filter(BUILT::contains).toList();
    }

    private static Stream<String> types(Dataset.Kind kind) {
        return FOR.getOrDefault(kind, List.of()).stream();
    }

    private static String usual(Dataset dataset, boolean textOnly) {
        return switch (dataset.items()) {
            case null -> textOnly ? "gru" : "mlp";
            case ItemProfile.OfImages images -> images.sizes()
                    .stream()
                    .findFirst()
                    .filter(size -> Math.max(size.width(), size.height()) > SMALL_SIDE)
                    .isPresent() ? "resnet" : "lenet";
            case ItemProfile.OfTexts _ -> "gru";
        };
    }

    /** What a network that learns without a target is for; null for one that has a target. */
    static @Nullable Task unsupervised(Fields body) {
        return UNSUPERVISED.get(body.type("architecture"));
    }

    static boolean readsTexts(Architecture architecture) {
        return switch (architecture) {
            case Architecture.Lstm _,Architecture.Gru _,Architecture.TransformerEncoder _,Architecture.TextGenerator _ ->
                true;
            case Architecture.Mlp _,Architecture.Lenet _,Architecture.Resnet _,Architecture.Autoencoder _,Architecture.Gan _,Architecture.Torchscript _ ->
                false;
        };
    }

    private static Architecture architecture(String type, Fields fields) {
        return switch (type) {
            case "lenet" -> new Architecture.Lenet(pair(fields, "channels", TrainDefaults.LENET.channels()),
                    hidden(fields, TrainDefaults.LENET.hidden()), dropout(fields, TrainDefaults.LENET.dropout()));
            case "resnet" ->
                new Architecture.Resnet(depth(fields), fields.whole("width", TrainDefaults.RESNET.width(), 4, 512),
                        dropout(fields, TrainDefaults.RESNET.dropout()));
            case "lstm" -> lstm(gru(fields));
            case "gru" -> gru(fields);
            case "transformer_encoder" -> transformer(fields);
            case "autoencoder" -> autoencoder(fields);
            case "text_generator" -> textGenerator(fields);
            case "gan" -> new Architecture.Gan(fields.whole("noise", TrainDefaults.GAN.noise(), 1, 4_096),
                    hidden(fields, TrainDefaults.GAN.hidden()), dropout(fields, TrainDefaults.GAN.dropout()));
            default -> new Architecture.Mlp(hidden(fields, TrainDefaults.MLP.hidden()),
                    dropout(fields, TrainDefaults.MLP.dropout()),
                    fields.flag("batch_norm", TrainDefaults.MLP.batchNorm()));
        };
    }

    private static List<Integer> hidden(Fields fields, List<Integer> usual) {
        List<Integer> hidden = fields.wholes("hidden", usual, 1, WIDEST);
        if (hidden.size() > MOST_LAYERS) {
            fields.wrong("hidden", "may have at most %d layers, not %d".formatted(MOST_LAYERS, hidden.size()));
        }
        return hidden;
    }

    private static double dropout(Fields fields, double usual) {
        return fields.number("dropout", usual, 0, MOST_DROPOUT);
    }

    private static List<Integer> pair(Fields fields, String name, List<Integer> usual) {
        List<Integer> pair = fields.wholes(name, usual, 1, 1_024);
        if (pair.size() != 2) {
            fields.wrong(name, "must be two numbers, one for each convolution, such as %s".formatted(usual));
            return usual;
        }
        return pair;
    }

    private static int depth(Fields fields) {
        int depth = fields.whole("depth", TrainDefaults.RESNET.depth(), 18, 56);
        if (!List.of(18, 20, 32, 44, 56).contains(depth)) {
            fields.wrong("depth", "must be 18 for photographs, or 20, 32, 44 or 56 for small images, not " + depth);
        }
        return depth;
    }

    private static Architecture.Gru gru(Fields fields) {
        Architecture.Gru usual = TrainDefaults.GRU;
        return new Architecture.Gru(fields.whole("embedding", usual.embedding(), 1, 2_048),
                fields.whole("hidden", usual.hidden(), 1, 2_048), fields.whole("layers", usual.layers(), 1, 8),
                fields.flag("bidirectional", usual.bidirectional()), dropout(fields, usual.dropout()));
    }

    /** Takes the same fields. */
    private static Architecture.Lstm lstm(Architecture.Gru gru) {
        return new Architecture.Lstm(gru.embedding(), gru.hidden(), gru.layers(), gru.bidirectional(), gru.dropout());
    }

    private static Architecture.TransformerEncoder transformer(Fields fields) {
        Architecture.TransformerEncoder usual = TrainDefaults.TRANSFORMER;
        int heads = fields.whole("heads", usual.heads(), 1, 64);
        return new Architecture.TransformerEncoder(width(fields, usual.width(), heads), heads,
                fields.whole("layers", usual.layers(), 1, 24),
                fields.whole("feed_forward", usual.feedForward(), 1, WIDEST), dropout(fields, usual.dropout()));
    }

    private static int width(Fields fields, int usual, int heads) {
        int width = fields.whole("width", usual, 1, 4_096);
        if (width % heads != 0) {
            fields.wrong("width", "must be a multiple of heads, which %d is not of %d; use %d".formatted(width, heads,
                    Math.ceilDiv(width, heads) * heads));
        }
        return width;
    }

    private static Architecture.Autoencoder autoencoder(Fields fields) {
        Architecture.Autoencoder usual = TrainDefaults.AUTOENCODER;
        return new Architecture.Autoencoder(hidden(fields, usual.hidden()),
                fields.whole("code", usual.code(), 1, WIDEST), dropout(fields, usual.dropout()),
                fields.number("quantile", usual.quantile(), 0.5, 0.9999));
    }

    private static Architecture.TextGenerator textGenerator(Fields fields) {
        Architecture.TextGenerator usual = TrainDefaults.TEXT_GENERATOR;
        Core core = fields.choice("core", usual.core());
        if (core == Core.LSTM && fields.has("heads")) {
            fields.wrong("heads", "are for the core transformer only");
        }
        int heads = core == Core.LSTM ? 1 : fields.whole("heads", usual.heads(), 1, 64);
        return new Architecture.TextGenerator(core, width(fields, usual.width(), heads), heads,
                fields.whole("layers", usual.layers(), 1, 24), dropout(fields, usual.dropout()));
    }
}
