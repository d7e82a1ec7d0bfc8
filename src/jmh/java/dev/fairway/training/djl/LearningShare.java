package dev.fairway.training.djl;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Prints what {@link LearningBenchmark} compares in the time that the processor spent on it, loop and bare steps in turn:
 * a figure that other work on the machine does not move.
 */
public final class LearningShare {

    private static final int ROUNDS = 4;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LearningShare() {}

    public static void main(String[] arguments) {
        for (String network : new String[]{"tabular", "lenet"}) {
            LearningBenchmark benchmark = new LearningBenchmark();
            benchmark.network = network;
            benchmark.build();
            seconds(benchmark::loop);
            seconds(benchmark::bare);
            double loop = 0;
            double bare = 0;
            for (int round = 0; round < ROUNDS; round++) {
                loop += seconds(benchmark::loop);
                bare += seconds(benchmark::bare);
            }
            benchmark.close();
            System.out.printf("%s: loop %.2f s, bare %.2f s, share %.3f%n", network, loop, bare, bare / loop);
        }
    }

    private static double seconds(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
