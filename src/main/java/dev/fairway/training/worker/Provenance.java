package dev.fairway.training.worker;

import dev.fairway.dataset.Dataset;
import dev.fairway.feature.Feature;
import dev.fairway.training.StopReason;
import dev.fairway.training.TrainSpec;
import dev.fairway.training.WorkOrder;
import dev.fairway.training.card.Origin;
import dev.fairway.training.course.Material;
import dev.fairway.training.djl.Learner;
import dev.fairway.training.djl.Libtorch;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a version's card says of its making. */
record Provenance(WorkOrder order, Material material) {

    Origin of(Learner learner, StopReason reason) {
        TrainSpec spec = order.spec();
        return new Origin(data(spec), new Origin.Network(spec.architecture(), learner.parameters()),
                new Origin.Learning(spec.loss(), spec.optimizer(), spec.epochs(), learner.bestEpoch(), reason,
                        spec.batchSize(), spec.seed(), spec.threads(), Libtorch.name(), spec.gate().confidence()),
                spec.card());
    }

    private Origin.Data data(TrainSpec spec) {
        Dataset dataset = order.dataset();
        Map<String, Long> parts = new LinkedHashMap<>();
        material.parts().forEach((name, part) -> parts.put(name, (long) part.samples().rows()));
        return new Origin.Data(dataset.id(), dataset.name(), dataset.version(), dataset.kind(), dataset.format(),
                dataset.rows(), dataset.sha256(), material.schema().target().name(),
                material.schema().features().stream().map(Feature::name).toList(), spec.split(), parts);
    }
}
