package dev.fairway.inference.trial;

import dev.fairway.registry.VersionFolder;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Signature;
import dev.fairway.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Processes that do what native code does to the process of a trial. */
final class FakeTrials {

    static final Signature SIGNATURE = new Signature(List.of(new TensorSpec("x", DataType.FP32, List.of(-1))),
            List.of(new TensorSpec("y", DataType.FP32, List.of(-1))));

    private FakeTrials() {}

    static void main(String[] args) throws InterruptedException {
        switch (args[0]) {
            case "passes" -> say(Finding.passed(SIGNATURE));
            case "refuses" -> say(Finding.refused("needs the operator a::b"));
            case "fails" -> say(Finding.failed(new IllegalStateException("no engine")));
            case "crashes" -> Runtime.getRuntime().halt(139);
            case "says nothing" -> System.out.println("Hello");
            case "hangs" -> Thread.sleep(600_000);
            case "takes memory" -> takeMemory();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void say(Finding finding) {
        System.out.println("a library prints this");
        System.out.println(VersionFolder.JSON.writeValueAsString(finding));
    }

    private static void takeMemory() throws InterruptedException {
        List<ByteBuffer> taken = new ArrayList<>();
        while (taken.size() < 40) {
            ByteBuffer more = ByteBuffer.allocateDirect(10 << 20);
            for (int i = 0; i < more.capacity(); i += 4096) {
                more.put(i, (byte) 1);
            }
            taken.add(more);
            Thread.sleep(20);
        }
        Thread.sleep(600_000);
    }
}
