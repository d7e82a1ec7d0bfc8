package dev.fairway.training.request;

import dev.fairway.contract.Refusal;
import dev.fairway.contract.Refusal.FieldError;
import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Fairness;
import dev.fairway.feature.Task;
import dev.fairway.registry.ModelName;
import dev.fairway.registry.ModelVersion;
import dev.fairway.training.CalibrationMethod;
import dev.fairway.training.Metrics;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.TrainSpec.DatasetReference;
import dev.fairway.training.TrainSpec.TaskChoice;
import dev.fairway.training.WarmStart;
import dev.fairway.training.examples.ColumnPlan;
import dev.fairway.training.search.SearchPlan;
import dev.fairway.training.spec.Architecture;
import dev.fairway.training.spec.ColumnSteps;
import dev.fairway.training.spec.ImageInput;
import dev.fairway.training.spec.Loss;
import dev.fairway.training.spec.TextInput;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody wrote to have a model trained, made into a {@link TrainSpec}: every field that is unknown, out of range,
 * not supported or not fitting the data set is told at once, by its path.
 */
public final class TrainRequest {

    /** Stands in for a data set that was not found, so that the errors of the other fields are told all the same. */
    private static final Dataset UNKNOWN = new Dataset("", "", 0, "", 0, List.of(), "", Path.of(""), Instant.EPOCH);

    private final List<FieldError> errors = new ArrayList<>();
    private final Fields body;
    /** What trials may be compared by: known once the task is. */
    private List<String> metrics = List.of();
    private final Function<DatasetReference, @Nullable Dataset> datasets;
    private final Function<WarmStart, @Nullable ModelVersion> versions;

    /** Where there are no versions to go on from. */
    public TrainRequest(JsonNode body, Function<DatasetReference, @Nullable Dataset> datasets) {
        this(body, datasets, _ -> null);
    }

    /** @param versions finds a version of a model that is named */
    public TrainRequest(
            JsonNode body,
            Function<DatasetReference, @Nullable Dataset> datasets,
            Function<WarmStart, @Nullable ModelVersion> versions) {
        this.body = new Fields(body, "", errors);
        this.datasets = datasets;
        this.versions = versions;
    }

    /**
     * A request that was found valid.
     *
     * @param spec everything that was asked for and every default, with the data set fixed by its id
     * @param warmStart where the first weights come from; null for fresh ones
     * @param search what to search for; null for a job that tries one thing
     * @param priority of waiting jobs, one with a greater priority is begun first
     */
    public record Valid(
            TrainSpec spec,
            Dataset dataset,
            @Nullable WarmStart warmStart,
            @Nullable SearchPlan search,
            int priority) {}

    /** @throws Refusal that names everything that is wrong */
    public Valid read() {
        ModelName model = model();
        Dataset dataset = dataset();
        TrainSpec spec = dataset == null || model == null ? null : spec(model, dataset);
        if (spec == null) {
            // The rest is read for its errors alone.
            spec(new ModelName("unknown"), UNKNOWN);
        }
        WarmStart warmStart = new RequestedWarmStart(body).read();
        if (warmStart != null && body.type("architecture").equals("torchscript")) {
            body.wrong("warm_start", "cannot be given too: torchscript begins with the version that it names");
        }
        SearchPlan search = spec == null ? null : search(spec);
        int priority = body.whole("priority", 0, -100, 100);
        body.end();
        if (!errors.isEmpty() || spec == null || dataset == null) {
            throw Refusal.invalid(errors);
        }
        if (dataset.kind() == Dataset.Kind.TABLE) {
            ColumnPlan.of(spec, dataset);
        }
        return new Valid(spec, dataset, warmStart, search, priority);
    }

    private @Nullable SearchPlan search(TrainSpec spec) {
        if (!body.has("search")) {
            return null;
        }
        return new RequestedSearch(body.section("search"), metrics).read(spec.epochs(), spec.seed(),
                spec.earlyStopping().metric());
    }

    private @Nullable ModelName model() {
        try {
            String name = body.required("model", "the model that gets a new version");
            return name.isEmpty() ? null : new ModelName(name);
        } catch (Refusal e) {
            errors.addAll(e.errors());
            return null;
        }
    }

    private @Nullable Dataset dataset() {
        int before = errors.size();
        Fields fields = body.section("dataset");
        if (errors.size() > before) {
            return null;
        }
        String id = fields.text("id");
        String name = fields.text("name");
        Integer version = fields.has("version") ? fields.whole("version", 1, 1, Integer.MAX_VALUE) : null;
        fields.end();
        if ((id == null) == (name == null)) {
            body.wrong("dataset", "must be {\"id\"} or {\"name\"} with or without \"version\"");
            return null;
        }
        Dataset dataset = datasets.apply(new DatasetReference(id, name, version));
        if (dataset == null) {
            fields.wrong(id == null ? "name" : "id", "there is no such data set; upload it to /api/datasets first");
        }
        return dataset;
    }

    private TrainSpec spec(ModelName model, Dataset dataset) {
        var columns = new RequestedColumns(dataset, body);
        Task without = RequestedNetwork.unsupervised(body);
        boolean unsupervised = without != null;
        String target = columns.target(without);
        TaskChoice task = body.choice("task", TaskChoice.AUTO);
        boolean regression = !unsupervised && columns.regression(target, task);
        Task measured = without != null ? without : regression ? Task.REGRESSION : Task.BINARY_CLASSIFICATION;
        metrics = Metrics.names(measured);
        TrainSpec.Features features = columns.features(target);
        Fairness fairness = columns.fairness(target, regression);
        var requestedGate = new RequestedGate(body, measured);
        Architecture architecture = new RequestedNetwork(body, versions).architecture(dataset,
                columns.textOnly(features, target));
        int batchSize = body.whole("batch_size", TrainDefaults.batchSize(dataset.rows(), architecture), 1, 65_536);
        RequestedLearning learning = new RequestedLearning(body);
        Loss loss = learning.loss(architecture, regression);
        return new TrainSpec(model, new DatasetReference(dataset.id(), dataset.name(), dataset.version()), target, task,
                features, fairness, new RequestedChecks(body, dataset, datasets).checks(),
                steps(dataset, architecture, features, target), new RequestedSplit(body, dataset).split(), architecture,
                loss, learning.classWeights(loss), learning.optimizer(architecture),
                body.whole("epochs", TrainDefaults.epochs(dataset.rows(), batchSize, architecture), 1, 10_000),
                batchSize, earlyStopping(measured), requestedGate.gate(fairness), alias(), device(),
                body.whole("seed", TrainDefaults.SEED, 0, Long.MAX_VALUE),
                body.whole("threads", TrainDefaults.THREADS, 1, 64),
                body.duration("timeout", TrainDefaults.TIMEOUT, TrainDefaults.SHORTEST_TIMEOUT,
                        TrainDefaults.LONGEST_TIMEOUT),
                calibration(measured), requestedGate.card(), new RequestedExport(body).precision(architecture));
    }

    private TrainSpec.Steps steps(
            Dataset dataset,
            Architecture architecture,
            TrainSpec.Features features,
            String target) {
        Fields fields = body.section("preprocessing");
        RequestedInput input = new RequestedInput(dataset, fields);
        RequestedSteps requested = new RequestedSteps(new RequestedColumns(dataset, body), fields);
        ColumnSteps usual = requested.usual();
        var steps = new TrainSpec.Steps(usual, requested.columns(usual, features, target),
                image(architecture, input, fields), input.augment(),
                text(dataset, architecture, input, features, target));
        fields.end();
        return steps;
    }

    private @Nullable ImageInput image(Architecture architecture, RequestedInput input, Fields preprocessing) {
        ImageInput image = input.image();
        if (image == null || !(architecture instanceof Architecture.Torchscript base) || base.version() == null) {
            return image;
        }
        if (preprocessing.has("image")) {
            preprocessing.wrong("image", "cannot be given here: images are made what the version reads");
        }
        ModelVersion version = versions.apply(new WarmStart(new ModelName(base.model()), null, base.version()));
        return version == null ? image : RequestedBase.image(version, image);
    }

    private @Nullable TextInput text(
            Dataset dataset,
            Architecture architecture,
            RequestedInput input,
            TrainSpec.Features features,
            String target) {
        if (!RequestedNetwork.readsTexts(architecture)) {
            input.noText();
            return null;
        }
        return input.text(dataset.kind() == Dataset.Kind.TABLE ? input.column(features, target, body) : null,
                TrainDefaults.text(architecture));
    }

    private TrainSpec.EarlyStopping earlyStopping(Task task) {
        Fields fields = body.section("early_stopping");
        List<String> metrics = Metrics.names(task);
        var earlyStopping = new TrainSpec.EarlyStopping(
                fields.word("metric", TrainDefaults.EARLY_STOPPING.metric(),
                        task == Task.SYNTHESIS ? List.of(Metrics.VALIDATION_LOSS) : metrics),
                fields.whole("patience",
                        task == Task.SYNTHESIS ? TrainDefaults.PATIENCE_WITH_RIVALS
                                : TrainDefaults.EARLY_STOPPING.patience(),
                        1, 10_000),
                fields.number("min_delta", TrainDefaults.EARLY_STOPPING.minDelta(), 0, 1e6));
        fields.end();
        return earlyStopping;
    }

    private CalibrationMethod calibration(Task task) {
        CalibrationMethod usual = task.isClassification() ? TrainDefaults.CALIBRATION : CalibrationMethod.NONE;
        CalibrationMethod calibration = body.choice("calibration", usual);
        if (!task.isClassification() && calibration != CalibrationMethod.NONE) {
            body.wrong("calibration", "is for classes; a numeric target and anomalies take none");
        }
        return calibration;
    }

    private String device() {
        String device = body.text("device");
        if (device == null || device.matches("auto|cpu|cuda:(0|[1-9][0-9]{0,2})")) {
            return device == null ? "auto" : device;
        }
        body.wrong("device", "must be auto, cpu or cuda:0, cuda:1, …, not '%s'".formatted(device));
        return "auto";
    }

    private @Nullable String alias() {
        String alias = body.text("on_success");
        if (alias != null && !alias.matches("[a-z][a-z0-9_-]{0,49}")) {
            body.wrong("on_success", "an alias has 1 to 50 lower-case letters, digits, '_' or '-', such as candidate");
            return null;
        }
        return alias;
    }
}
