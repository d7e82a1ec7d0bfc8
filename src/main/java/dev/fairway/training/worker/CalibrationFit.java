package dev.fairway.training.worker;

import dev.fairway.feature.Schema;
import dev.fairway.feature.Target;
import dev.fairway.registry.Evaluation;
import dev.fairway.registry.Modality;
import dev.fairway.statistics.TemperatureScaling;
import dev.fairway.training.CalibrationMethod;
import dev.fairway.training.course.Material;
import dev.fairway.training.examples.Truth;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a network's probabilities right after training, by the logits of the validation rows (Guo et al. 2017,
 * arXiv:1706.04599). What it finds is kept with the target, so that serving applies it.
 */
final class CalibrationFit {

    /** With fewer rows, or beyond this factor, the fit says more of chance than of the network. */
    private static final int FEWEST_ROWS = 50;
    private static final double FARTHEST = 20;

    private CalibrationFit() {}

    /**
     * The same material with probabilities that are what they say; unchanged where the job does not ask for it, where
     * there are no classes or too few validation rows to tell.
     *
     * @param logits what the network says of the rows of each part
     */
    static Material of(CalibrationMethod method, Material material, Map<String, float[]> logits) {
        Material.Part validation = material.validation();
        if (method == CalibrationMethod.NONE || validation == null
                || validation.truth().rows() < FEWEST_ROWS
                || !(material.schema().target() instanceof Target.Classes target)
                || !(validation.truth() instanceof Truth.Classes truth)) {
            return material;
        }
        float[] outputs = Objects.requireNonNull(logits.get("validation"));
        double temperature = TemperatureScaling.fit(outputs, truth.indices(), target.width());
        return temperature > FARTHEST || temperature < 1 / FARTHEST ? material : with(material, target.at(temperature));
    }

    private static Material with(Material material, Target.Classes target) {
        Schema schema = new Schema(material.schema().task(), material.schema().features(), target);
        Modality modality = switch (material.served().modality()) {
            case Modality.Table _ -> new Modality.Table(schema);
            case Modality.Images images -> new Modality.Images(images.steps(), target);
            case Modality.Texts texts -> new Modality.Texts(texts.steps(), target);
            case Modality.Tensors tensors -> tensors;
        };
        return new Material(schema, material.shape(), material.variation(), material.parts(),
                new Material.Served(modality, material.served().documents(), material.served().raw()));
    }

    /** What it does to the held-out rows; null where nothing was changed. */
    static Evaluation.@Nullable Calibration told(Material before, Material after, Map<String, float[]> logits) {
        if (!(after.schema().target() instanceof Target.Classes target) || target.temperature() == null) {
            return null;
        }
        return new Evaluation.Calibration(target.temperature(), measured(before, logits), measured(after, logits));
    }

    private static Map<String, Double> measured(Material material, Map<String, float[]> logits) {
        String heldOut = material.heldOut();
        Map<String, Double> all = new TreeMap<>(new Scores(material.schema())
                .of(Objects.requireNonNull(logits.get(heldOut)), material.part(heldOut).truth()));
        all.keySet().retainAll(Set.of("ece", "log_loss"));
        return all;
    }
}
