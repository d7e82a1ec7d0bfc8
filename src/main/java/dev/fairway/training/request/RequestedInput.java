package dev.fairway.training.request;

import dev.fairway.dataset.ColumnType;
import dev.fairway.dataset.Dataset;
import dev.fairway.dataset.Dataset.ColumnProfile;
import dev.fairway.dataset.ItemProfile;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.spec.Augmentation;
import dev.fairway.training.spec.ImageInput;
import dev.fairway.training.spec.TextInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a network is to see of images and texts, and holds it against the data set.
 *
 * @param dataset the data set; without columns where it was not found
 * @param preprocessing the fields of the request
 */
record RequestedInput(Dataset dataset, Fields preprocessing) {

    /** Larger images are scaled down to this, unless the request says otherwise: a side costs its square. */
    private static final int USUAL_SIDE = 64;
    private static final int LARGEST_SIDE = 512;
    /** An alteration is told by its word or by an object. */
    private static final List<String> ALTERATIONS = List.of("flip", "crop", "rotate", "colour", "cutout");

    /** @return null where the data set holds no images */
    @Nullable
    ImageInput image() {
        Fields fields = preprocessing.section("image");
        ItemProfile.Size usual = size();
        ImageInput input = new ImageInput(fields.whole("height", usual.height(), 1, LARGEST_SIDE),
                fields.whole("width", usual.width(), 1, LARGEST_SIDE),
                fields.choice("color", channels() == 1 ? ImageInput.Color.GRAY : ImageInput.Color.RGB));
        fields.end();
        return read("image", Dataset.Kind.IMAGES) ? input : null;
    }

    /** What most images are like, or that scaled down. */
    private ItemProfile.Size size() {
        if (!(dataset.items() instanceof ItemProfile.OfImages images) || images.sizes().isEmpty()) {
            return new ItemProfile.Size(USUAL_SIDE, USUAL_SIDE, 0);
        }
        ItemProfile.Size most = images.sizes().getFirst();
        double scale = Math.min(1, (double) USUAL_SIDE / Math.max(most.width(), most.height()));
        return new ItemProfile.Size((int) Math.max(1, Math.round(scale * most.width())),
                (int) Math.max(1, Math.round(scale * most.height())), most.items());
    }

    private int channels() {
        return dataset.items() instanceof ItemProfile.OfImages images ? images.channels() : 3;
    }

    List<Augmentation> augment() {
        List<Augmentation> alterations = new ArrayList<>();
        for (Fields fields : preprocessing.variants("augment")) {
            alterations.add(switch (fields.word("type", "flip", ALTERATIONS)) {
                case "crop" -> new Augmentation.Crop(fields.whole("padding", TrainDefaults.CROP.padding(), 1, 128));
                case "rotate" ->
                    new Augmentation.Rotate(fields.number("degrees", TrainDefaults.ROTATE.degrees(), 0, 180));
                case "colour" -> colour(fields);
                case "cutout" -> new Augmentation.Cutout(fields.whole("size", TrainDefaults.CUTOUT.size(), 1, 256));
                default -> new Augmentation.Flip(fields.number("probability", TrainDefaults.FLIP.probability(), 0, 1));
            });
            fields.end();
        }
        return alterations.isEmpty() || read("augment", Dataset.Kind.IMAGES) ? alterations : List.of();
    }

    private static Augmentation colour(Fields fields) {
        Augmentation.Colour usual = TrainDefaults.COLOUR;
        return new Augmentation.Colour(fields.number("brightness", usual.brightness(), 0, 1),
                fields.number("contrast", usual.contrast(), 0, 1),
                fields.number("saturation", usual.saturation(), 0, 1));
    }

    /**
     * @param column the column of a table that holds the texts; null for a data set of them
     * @param usual what is seen of a text where the request does not say
     */
    TextInput text(@Nullable String column, TextInput usual) {
        Fields fields = preprocessing.section("text");
        TextInput input = new TextInput(column, fields.whole("max_length", usual.maxLength(), 1, 4_096),
                fields.whole("vocabulary", usual.vocabulary(), 10, 1_000_000),
                fields.whole("min_count", usual.minCount(), 1, 1_000_000),
                fields.flag("lower_case", usual.lowerCase()));
        fields.end();
        return input;
    }

    /** Refuses settings of texts where none are learnt from. */
    void noText() {
        if (preprocessing.has("text")) {
            preprocessing.wrong("text", "is for data sets of texts, and for architectures of texts: gru, lstm,"
                    + " transformer_encoder and text_generator");
        }
    }

    /**
     * The column of a table that an architecture of texts reads: the one that the request includes, or the only one.
     *
     * @return null when there is none, which is an error then
     */
    @Nullable
    String column(TrainSpec.Features features, String target, Fields body) {
        List<String> columns = texts(dataset, features, target);
        if (columns.size() == 1) {
            return columns.getFirst();
        }
        if (!dataset.columns().isEmpty()) {
            body.wrong("features.include",
                    columns.isEmpty() ? "this architecture reads texts, and the data set has no column of them left"
                            : "this architecture reads one column of texts; name one of " + String.join(", ", columns));
        }
        return null;
    }

    /** The columns of texts that may be learnt from. */
    static List<String> texts(Dataset dataset, TrainSpec.Features features, String target) {
        return dataset.columns()
                .stream()
                .filter(column -> column.type() == ColumnType.TEXT || features.include().contains(column.name()))
                .map(ColumnProfile::name)
                .filter(name -> features.include().isEmpty() || features.include().contains(name))
                .filter(name -> !name.equals(target) && !features.exclude().contains(name))
                .toList();
    }

    private boolean read(String name, Dataset.Kind kind) {
        boolean known = !dataset.columns().isEmpty();
        if (known && dataset.kind() != kind && preprocessing.has(name)) {
            preprocessing.wrong(name, "is for data sets of images, and this is one of another kind");
        }
        return dataset.kind() == kind;
    }
}
