package dev.fairway.packaging;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The project's Helm chart, rendered without a cluster. */
final class Chart {

    private static final Path FOLDER = Path.of("helm", "fairway");
    private static final Gson GSON = new Gson();

    private final Map<String, Object> values = new LinkedHashMap<>();

    static Helm helm() {
        return new Helm(FOLDER);
    }

    /** @param path of the value, as {@code helm --set} takes it */
    Chart with(String path, Object value) {
        values.put(path, value);
        return this;
    }

    List<JsonObject> manifests() {
        TemplateCommand template = helm().template().withName("demo").withNamespace("ml");
        values.forEach(template::set);
        List<JsonObject> manifests = new ArrayList<>();
        for (Object document : new Yaml().loadAll(template.call())) {
            if (document != null)
                manifests.add(GSON.toJsonTree(document).getAsJsonObject());
        }
        return manifests;
    }

    JsonObject manifest(String kind) {
        return manifests().stream().filter(m -> kind(m).equals(kind)).findFirst().orElseThrow();
    }

    List<String> kinds() {
        return manifests().stream().map(Chart::kind).toList();
    }

    static String kind(JsonObject manifest) {
        return manifest.get("kind").getAsString();
    }

    /** The element at a path like {@code spec/template/spec/containers/0}. */
    static JsonElement at(JsonElement element, String path) {
        JsonElement found = element;
        for (String step : path.split("/", -1)) {
            found = found.isJsonArray() ? found.getAsJsonArray().get(Integer.parseInt(step))
                    : found.getAsJsonObject().get(step);
        }
        return found;
    }
}
