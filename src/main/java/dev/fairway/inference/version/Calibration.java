package dev.fairway.inference.version;

import dev.fairway.device.DeviceFault;
import dev.fairway.inference.Input;
import dev.fairway.inference.codec.Codec;
import dev.fairway.inference.engine.BrokenModel;
import dev.fairway.inference.engine.LoadedModel;
import dev.fairway.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out by runs on blank rows how large the batches of a network should be.
 *
 * <p><b>Choice.</b> Batches grow by doubling for as long as each doubling makes a row cheaper by {@value #WORTH} at least.
 * The largest of them counts if its rows cost at most 1/{@value #GAIN} of a lone one; otherwise requests are not
 * batched, because it would only make them wait for each other.
 *
 * <p><b>Noise.</b> Of several runs the shortest counts: what else the machine does can make a run longer, never shorter.
 *
 * <p><b>Warm-up.</b> Engines compile for the shapes that they see and are slow on the first two runs of each. Every power of
 * two up to the choice has been run more often than that, so no caller's request is among the slow ones. The runs also
 * show whether the network computes what its version says.
 */
final class Calibration {

    /** Rows of a run above which batches are not tried: they would wait long for little. */
    static final int LARGEST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Calibration.class);
    private static final double GAIN = 1.5;
    private static final double WORTH = 0.07;
    private static final int WARM = 2;
    private static final int LEAST_RUNS = 3;
    private static final int MOST_RUNS = 30;
    /** For the measured runs of one size; a size that takes longer is run as seldom as can be. */
    private static final Duration ENOUGH = Duration.ofMillis(100);
    /** For all sizes together. The size at which it ends is finished, so that a slow model takes longer. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Codec codec;
    private final Rests rests;
    private final LongSupplier nanoTime;
    /** What was spent on runs, without the rests between them. */
    private long spent;

    Calibration(Codec codec, Rests rests) {
        this(codec, rests, System::nanoTime);
    }

    Calibration(Codec codec, Rests rests, LongSupplier nanoTime) {
        this.codec = codec;
        this.rests = rests;
        this.nanoTime = nanoTime;
    }

    /**
     * Warms a network up for batches of a size that somebody has chosen.
     *
     * @throws BrokenModel when the network does not compute what its version says
     */
    void warm(LoadedModel model, int maxBatch) {
        for (int rows = 1; rows < maxBatch && isEarly(); rows *= 2) {
            warmUp(model, rows);
        }
        warmUp(model, maxBatch);
    }

    /**
     * Rows that one run of the network should compute at most.
     *
     * @throws BrokenModel when the network does not compute what its version says
     */
    int measure(LoadedModel model) {
        double alone = shortest(model, 1);
        double perRow = alone;
        int best = 1;
        for (int rows = 2; rows <= LARGEST && isEarly(); rows *= 2) {
            Double next = perRow(model, rows);
            if (next == null || next > (1 - WORTH) * perRow) {
                break;
            }
            perRow = next;
            best = rows;
        }
        int chosen = alone >= GAIN * perRow ? best : 1;
        LOG.debug("a row takes {} ns alone and {} ns among {}: batches of {}", alone, perRow, best, chosen);
        return chosen;
    }

    private boolean isEarly() {
        return spent < LIMIT.toNanos();
    }

    /** Null where the device has not the memory for so many. */
    private @Nullable Double perRow(LoadedModel model, int rows) {
        try {
            return shortest(model, rows) / rows;
        } catch (RuntimeException e) {
            if (DeviceFault.of(e) == DeviceFault.OUT_OF_MEMORY) {
                LOG.info("there is no memory for runs of {} rows", rows);
                return null;
            }
            throw e;
        }
    }

    /** Nanoseconds of the shortest of several runs. */
    private double shortest(LoadedModel model, int rows) {
        Input blank = warmUp(model, rows);
        List<Tensor> inputs = codec.encode(blank);
        long first = spent;
        long shortest = Long.MAX_VALUE;
        for (int runs = 0; runs == 0 || (isEarly() && isWanted(runs, first)); runs++) {
            long before = spent;
            run(model, inputs);
            shortest = Math.min(shortest, spent - before);
        }
        return shortest;
    }

    /** Whether one more run is worth its time. */
    private boolean isWanted(int runs, long first) {
        return runs < LEAST_RUNS || (runs < MOST_RUNS && spent - first < ENOUGH.toNanos());
    }

    private List<Tensor> run(LoadedModel model, List<Tensor> inputs) {
        long start = nanoTime.getAsLong();
        List<Tensor> outputs = model.run(inputs);
        long taken = nanoTime.getAsLong() - start;
        spent += taken;
        rests.after(taken);
        return outputs;
    }

    private Input warmUp(LoadedModel model, int rows) {
        try {
            Input blank = codec.blank(rows);
            for (int run = 0; run < WARM; run++) {
                codec.decode(blank, run(model, codec.encode(blank)));
            }
            return blank;
        } catch (BrokenModel e) {
            throw e;
        } catch (RuntimeException e) {
            throw switch (DeviceFault.of(e)) {
                case NONE -> new BrokenModel("the network does not compute what its schema says", e);
                case OUT_OF_MEMORY, STICKY -> e;
            };
        }
    }
}
