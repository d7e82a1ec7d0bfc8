package dev.fairway.inference.queue;

import dev.fairway.device.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Breaks what can break of a queue, and gives it new instances, so that it has one most of the time. */
final class Saboteur {

    private static final int CARDS = 3;

    private final VersionQueue queue;
    private final FakeFaults faults;
    private final Random random;
    final List<FakeModel> models = new ArrayList<>();

    Saboteur(VersionQueue queue, FakeFaults faults, long seed) {
        this.queue = queue;
        this.faults = faults;
        this.random = new Random(seed);
    }

    /** One more thing goes wrong, or right. */
    void act() {
        Device device = Device.cuda(random.nextInt(CARDS));
        switch (random.nextInt(6)) {
            case 0 -> {
                var _ = queue.remove(device);
            }
            case 1 -> any().breaks("CUDA error: an illegal memory access was encountered");
            case 2 -> any().hasMemoryFor(random.nextInt(8));
            case 3 -> any().hasMemoryFor(Integer.MAX_VALUE);
            case 4 -> faults.fatal = random.nextBoolean();
            default -> add(device);
        }
        if (queue.isFailing()) {
            add(device);
        }
    }

    void add(Device device) {
        FakeModel model = new FakeModel();
        models.add(model);
        queue.add(new Instance(device, model, 1 + random.nextInt(2)));
    }

    private FakeModel any() {
        return models.get(models.size() - 1 - random.nextInt(Math.min(models.size(), CARDS)));
    }
}
