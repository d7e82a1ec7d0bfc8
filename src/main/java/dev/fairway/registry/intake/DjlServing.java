package dev.fairway.registry.intake;

import dev.fairway.contract.Refusal;
import dev.fairway.registry.Network;
import dev.fairway.registry.ServingWishes;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code serving.properties} of DJL Serving asks for, in this service's terms. A key changes what the model
 * answers, and is then heeded or refused; or it changes how fast, and is then heeded or noted.
 *
 * @param format by its {@code engine}; null where it names none
 * @param modelName of the network's file, with or without its ending; null where it names none
 * @param draft what it says of the model
 * @param notes what it asks for and does not get, and why
 */
record DjlServing(Network.@Nullable Format format, @Nullable String modelName, Draft draft, List<String> notes) {

    static final DjlServing NOTHING = new DjlServing(null, null, Draft.EMPTY, List.of());

    private static final Set<String> HEEDED = Set.of("engine", "option.modelName", "option.model_name", "batch_size",
            "max_batch_size", "min_worker", "max_worker", "minWorkers", "maxWorkers", "job_queue_size",
            "load_on_devices");
    private static final Pattern REMOTE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

    /**
     * @param text the file
     * @param beside reads a file that lies beside it; null when there is none
     * @throws Refusal naming the key that cannot be heeded
     */
    static DjlServing read(String text, Function<String, @Nullable String> beside) {
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw refused("is no properties file", e.getMessage() == null ? "" : e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> notes = new ArrayList<>();
        Set<String> left = new TreeSet<>(keys.stringPropertyNames());
        left.removeAll(HEEDED);
        refuseRemote(keys, left);
        Draft draft = DjlTranslator.read(keys, left, beside, notes);
        left.forEach(key -> notes.add("%s is not heeded%s".formatted(key, why(key))));
        Draft wishes = Draft.ofServing(wishes(keys, notes));
        return new DjlServing(format(keys.getProperty("engine")), name(keys), draft.or(wishes), notes);
    }

    private static Network.@Nullable Format format(@Nullable String engine) {
        return switch (engine == null ? "" : engine.strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "pytorch" -> Network.Format.TORCHSCRIPT;
            case "onnxruntime" -> Network.Format.ONNX;
            default -> throw refused("engine", "%s is not run here; PyTorch and OnnxRuntime are".formatted(engine));
        };
    }

    private static @Nullable String name(Properties keys) {
        return keys.getProperty("option.modelName", keys.getProperty("option.model_name"));
    }

    /** The model lies where the file does; nothing is fetched. */
    private static void refuseRemote(Properties keys, Set<String> left) {
        for (String key : List.of("option.model_url", "option.modelUrl", "option.model_id", "model_url", "modelUrl",
                "option.s3url")) {
            String value = keys.getProperty(key);
            boolean here = value != null && Set.of("", ".", "./").contains(value.strip());
            if (value != null && !here) {
                throw refused(key,
                        REMOTE.matcher(value).matches() ? "is fetched from elsewhere; put the model's files beside it"
                                : "points elsewhere; put the model's files beside it");
            }
            left.remove(key);
        }
    }

    private static @Nullable ServingWishes wishes(Properties keys, List<String> notes) {
        Integer most = first(keys, "maxWorkers", "max_worker");
        Integer least = first(keys, "minWorkers", "min_worker");
        if (most != null && least != null && !most.equals(least)) {
            notes.add("the number of workers is fixed here; it is the greatest that is asked for, %d".formatted(most));
        }
        ServingWishes wishes = new ServingWishes(devices(keys.getProperty("load_on_devices")),
                most == null ? least : most, first(keys, "batch_size", "max_batch_size"),
                first(keys, "job_queue_size"));
        return wishes.equals(ServingWishes.NONE) ? null : wishes;
    }

    private static @Nullable Integer first(Properties keys, String... names) {
        for (String name : names) {
            String value = keys.getProperty(name);
            if (value != null) {
                return positive(name, value.strip());
            }
        }
        return null;
    }

    static Integer positive(String key, String value) {
        try {
            int number = (int) Double.parseDouble(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw refused(key, "must be a whole number above 0, not '%s'".formatted(value));
    }

    private static @Nullable List<String> devices(@Nullable String devices) {
        if (devices == null || devices.isBlank()) {
            return null;
        }
        return Arrays.stream(devices.strip().split("\\s*;\\s*")).map(DjlServing::device).toList();
    }

    private static String device(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "*" -> "all";
            case "-1", "cpu" -> "cpu";
            case "gpu" -> "cuda:0";
            case String gpu when gpu.matches("(gpu)?[0-9]{1,3}") -> "cuda:" + gpu.replace("gpu", "");
            default -> throw refused("load_on_devices",
                    "has the device '%s', which is none that is known here; known are *, cpu, -1 and numbers of GPUs"
                            .formatted(name));
        };
    }

    private static String why(String key) {
        return switch (key) {
            case "max_batch_delay" -> ": a batch never waits for more requests here";
            case "max_idle_time" -> ": workers stay";
            default -> "";
        };
    }

    static Refusal refused(String key, String message) {
        return Refusal.invalid("artifact." + ModelDirectory.SERVING, key + ": " + message);
    }
}
