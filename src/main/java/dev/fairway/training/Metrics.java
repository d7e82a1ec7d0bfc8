package dev.fairway.training;

import dev.fairway.feature.Task;
import java.util.List;
import java.util.Set;

/** The names of what is measured on the validation rows after each epoch. */
public final class Metrics {

    public static final String TRAIN_LOSS = "train_loss";
    public static final String VALIDATION = "validation_";
    public static final String VALIDATION_LOSS = VALIDATION + "loss";

    /** Validation loss less training loss; what is learnt of the training rows alone. */
    public static final String GENERALISATION_GAP = "generalisation_gap";
    /** Mean over the steps of an epoch of the norm of all gradients together, before clipping. */
    public static final String GRADIENT_NORM = "gradient_norm";
    public static final String ROWS_PER_SECOND = "rows_per_second";
    /** Seconds until the last epoch would be over. */
    public static final String ETA_SECONDS = "eta_seconds";

    private static final List<String> CLASSES = List.of("loss", "accuracy", "auroc", "auprc", "f1", "log_loss", "ece");
    private static final List<String> QUANTITY = List.of("loss", "rmse", "mae", "r2");
    private static final List<String> ANOMALIES = List.of("loss", "auroc", "auprc");
    private static final List<String> TEXTS = List.of("loss", "perplexity");
    private static final List<String> MADE = List.of("loss", "js_distance", "worst_js_distance", "detection_auroc",
            "closer_share", "copies");
    private static final Set<String> LESS_IS_BETTER = Set.of("loss", "log_loss", "ece", "rmse", "mae", "perplexity",
            "js_distance", "worst_js_distance", "detection_auroc", "closer_share", "copies");

    private Metrics() {}

    /** What early stopping may watch, with the prefix {@value #VALIDATION}. */
    public static List<String> names(Task task) {
        List<String> names = switch (task) {
            case BINARY_CLASSIFICATION, MULTICLASS_CLASSIFICATION -> CLASSES;
            case REGRESSION -> QUANTITY;
            case ANOMALY_DETECTION -> ANOMALIES;
            case TEXT_GENERATION -> TEXTS;
            case SYNTHESIS -> MADE;
        };
        return names.stream().map(VALIDATION::concat).toList();
    }

    /** Whether a lower value of the metric, with or without the prefix of a split, is the better one. */
    public static boolean lessIsBetter(String metric) {
        return LESS_IS_BETTER.contains(metric.startsWith(VALIDATION) ? metric.substring(VALIDATION.length()) : metric);
    }
}
