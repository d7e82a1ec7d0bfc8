package dev.fairway.registry.intake;

import static dev.fairway.registry.intake.DjlServing.positive;
import static dev.fairway.registry.intake.DjlServing.refused;

import dev.fairway.feature.ImageSteps;
import dev.fairway.feature.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What DJL's {@code ImageClassificationTranslatorFactory} would do with an image, by the keys of a
 * {@code serving.properties} (its {@code BaseImageTranslator} reads them), in this service's steps.
 */
final class DjlTranslator {

    private static final Set<String> NAMES = Set.of("application", "translatorFactory", "option.application",
            "option.translatorFactory");
    private static final Set<String> STEPS = Set.of("width", "height", "resize", "resizeShort", "centerCrop",
            "toTensor", "normalize", "applySoftmax", "topK", "flag", "range", "pad", "centerFit", "batchifier",
            "synset", "synsetFileName", "synsetUrl");
    private static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> STD = List.of(0.229, 0.224, 0.225);
    private static final int SIDE = 224;

    private final Properties keys;
    private final Function<String, @Nullable String> beside;
    private final List<String> notes;

    private DjlTranslator(Properties keys, Function<String, @Nullable String> beside, List<String> notes) {
        this.keys = keys;
        this.beside = beside;
        this.notes = notes;
    }

    /** @param left keys that nobody has heeded yet; the ones that are heeded here go out of it */
    static Draft read(
            Properties keys,
            Set<String> left,
            Function<String, @Nullable String> beside,
            List<String> notes) {
        DjlTranslator translator = new DjlTranslator(keys, beside, notes);
        if (!translator.isImage()) {
            left.removeAll(NAMES);
            return Draft.EMPTY;
        }
        left.removeAll(NAMES);
        left.removeAll(STEPS);
        return translator.image();
    }

    private boolean isImage() {
        String factory = keys.getProperty("translatorFactory", keys.getProperty("option.translatorFactory", ""));
        String name = factory.substring(factory.lastIndexOf('.') + 1);
        return switch (name) {
            case "ImageClassificationTranslatorFactory" -> true;
            case "" -> keys.getProperty("application", keys.getProperty("option.application", ""))
                    .toLowerCase(Locale.ROOT)
                    .endsWith("image_classification");
            case "NoopServingTranslatorFactory", "NoopTranslatorFactory", "RawTranslatorFactory" -> false;
            default -> throw refused("translatorFactory",
                    "%s is not known here; ImageClassificationTranslatorFactory is. Leave it out and describe the model in a manifest.json"
                            .formatted(name));
        };
    }

    private Draft image() {
        refuseUnlike("toTensor", "true");
        refuseUnlike("pad", "false");
        refuseUnlike("centerFit", "false");
        refuseUnlike("batchifier", "stack");
        refuseUnlike("range", "0,1");
        Draft.Image image = new Draft.Image(side("height"), side("width"), color(), resize(), normalisation(0, MEAN),
                normalisation(1, STD), null);
        return Draft.ofImage(image, target());
    }

    private void refuseUnlike(String key, String only) {
        String value = keys.getProperty(key, only).replace(" ", "");
        if (!value.equalsIgnoreCase(only)) {
            throw refused(key,
                    "only %s is done here, not %s; describe the model in a manifest.json".formatted(only, value));
        }
    }

    private int side(String key) {
        return positive(key, keys.getProperty(key, Integer.toString(SIDE)).strip());
    }

    private ImageSteps.@Nullable Color color() {
        return switch (keys.getProperty("flag", "COLOR").toUpperCase(Locale.ROOT)) {
            case "COLOR" -> null;
            case "GRAYSCALE" -> ImageSteps.Color.GRAY;
            default -> throw refused("flag", "must be COLOR or GRAYSCALE");
        };
    }

    /** What the shorter side is scaled to before the centre is cut out; null for straight to width and height. */
    private @Nullable Integer resize() {
        boolean crops = Boolean.parseBoolean(keys.getProperty("centerCrop", "false"));
        String shorter = keys.getProperty("resizeShort", "false").strip();
        if (!shorter.equals("false")) {
            return shorter.equals("true") ? Integer.valueOf(Math.max(side("width"), side("height")))
                    : positive("resizeShort", shorter);
        }
        String resize = keys.getProperty("resize", "false").strip();
        if (resize.equals("true") || resize.equals("false")) {
            if (crops) {
                throw refused("centerCrop", "needs resizeShort, or resize with a number, to say what it is cut out of");
            }
            return null;
        }
        List<Integer> sides = Arrays.stream(resize.split("\\s*,\\s*")).map(side -> positive("resize", side)).toList();
        int width = sides.getFirst();
        int height = sides.size() > 1 ? sides.get(1) : width;
        if (width == side("width") && height == side("height")) {
            return null;
        }
        if (!crops) {
            throw refused("resize", "is another size than width and height, and centerCrop is not asked for");
        }
        notes.add(
                "resize: the shorter side is scaled to %d and the other in proportion, where DJL would distort the image to %d × %d"
                        .formatted(Math.min(width, height), width, height));
        return Math.min(width, height);
    }

    private @Nullable List<Double> normalisation(int half, List<Double> imageNet) {
        String value = keys.getProperty("normalize", "false").strip();
        if (value.equals("false")) {
            return null;
        } else if (value.equals("true")) {
            return imageNet;
        }
        try {
            List<Double> values = Arrays.stream(value.split("\\s*,\\s*")).map(Double::valueOf).toList();
            int channels = values.size() / 2;
            return values.subList(half * channels, (half + 1) * channels);
        } catch (NumberFormatException _) {
            throw refused("normalize", "must be true, false, or the means of the channels and then their deviations");
        }
    }

    private @Nullable Target target() {
        List<String> labels = labels();
        if (labels.isEmpty()) {
            return null;
        }
        if (!Boolean.parseBoolean(keys.getProperty("applySoftmax", "false"))) {
            notes.add(
                    "applySoftmax is off, so the outputs are answered as they are and not as probabilities of the labels");
            return null;
        }
        if (keys.containsKey("topK")) {
            notes.add("topK is not heeded: the probabilities of all labels are answered");
        }
        return new Target.Classes("label", labels);
    }

    private List<String> labels() {
        String inline = keys.getProperty("synset");
        if (inline != null) {
            return Arrays.stream(inline.split("\\s*,\\s*")).toList();
        }
        if (keys.containsKey("synsetUrl")) {
            throw refused("synsetUrl",
                    "is not fetched; put the labels beside it as %s".formatted(ModelDirectory.SYNSET));
        }
        String text = beside.apply(keys.getProperty("synsetFileName", ModelDirectory.SYNSET));
        return text == null ? List.of() : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
