package dev.fairway.inference;

import dev.fairway.feature.Predictions;
import dev.fairway.feature.Preprocessing;
import dev.fairway.feature.Rows;
import dev.fairway.feature.Schema;
import dev.fairway.registry.ModelVersion;
import dev.fairway.registry.VersionId;
import dev.fairway.tensor.Tensor;
import java.time.Duration;

/** A version that is loaded, warm and able to answer: its steps from raw rows to tensors, its queue, its meters. */
public final class ServedVersion {

    private final ModelVersion version;
    private final Preprocessing.Fitted preprocessing;
    private final VersionQueue queue;
    private final VersionMeters meters;

    ServedVersion(ModelVersion version, Preprocessing.Fitted preprocessing, VersionQueue queue, VersionMeters meters) {
        this.version = version;
        this.preprocessing = preprocessing;
        this.queue = queue;
        this.meters = meters;
    }

    public VersionId id() {
        return version.id();
    }

    public Schema schema() {
        return version.manifest().schema();
    }

    VersionState state() {
        return queue.isFailing() ? VersionState.FAILING : VersionState.READY;
    }

    ServingLimits limits() {
        return queue.limits();
    }

    VersionMeters meters() {
        return meters;
    }

    /**
     * Predicts each row.
     *
     * @throws dev.fairway.contract.Refusal when the queue is full, the deadline passes or a row is out of all range
     */
    Predictions predict(Rows rows, Duration timeout) {
        Tensor output = queue.ask(preprocessing.apply(rows), timeout);
        NotFinite.check(output, rows);
        return schema().predictions(output);
    }

    /** Answers what is taken within the given time and refuses the rest; the last run frees the network. */
    void drain(Duration limit) {
        queue.close(limit);
    }
}
